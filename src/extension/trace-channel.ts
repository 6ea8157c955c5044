// The channel that the messages between client and server are shown in, as the setting archway.trace.server asks for.
import { EventEmitter, LogLevel, type LogOutputChannel, workspace } from 'vscode';

const setting = 'archway.trace.server';

/**
 * The language client traces when the log level of its trace channel says so, which only a user can set, by a command few know.
 * This wraps a channel so that its level is what the setting says, and so that traces are shown at every level.
 */
export function traceChannel(channel: LogOutputChannel): LogOutputChannel {
  const changed = new EventEmitter<LogLevel>();
  const subscription = workspace.onDidChangeConfiguration((event) => {
    if (event.affectsConfiguration(setting)) changed.fire(wantedLevel());
  });
  return {
    name: channel.name,
    get logLevel() {
      return wantedLevel();
    },
    onDidChangeLogLevel: changed.event,
    trace: (text, ...args) => channel.info(text, ...args),
    debug: (text, ...args) => channel.debug(text, ...args),
    info: (text, ...args) => channel.info(text, ...args),
    warn: (text, ...args) => channel.warn(text, ...args),
    error: (text, ...args) => channel.error(text, ...args),
    append: (text) => channel.append(text),
    appendLine: (text) => channel.appendLine(text),
    replace: (text) => channel.replace(text),
    clear: () => channel.clear(),
    show: () => channel.show(true),
    hide: () => channel.hide(),
    dispose() {
      subscription.dispose();
      changed.dispose();
      channel.dispose();
    },
  };
}

function wantedLevel(): LogLevel {
  return workspace.getConfiguration().get(setting, 'off') === 'off' ? LogLevel.Off : LogLevel.Trace;
}
