// The entry of the editor worker: one thread that holds an editor session for each project and answers the main thread.
import { parentPort, workerData } from 'node:worker_threads';
import {
  createMessageConnection,
  PortMessageReader,
  PortMessageWriter,
  SharedArrayReceiverStrategy,
} from 'vscode-languageserver/node';
import { loadParsers } from '../analysis/parsers.ts';
import { setLanguage } from '../messages/set-language.ts';
import { answerActions } from './answer-actions.ts';
import { answerQuestions } from './answer-questions.ts';
import { cancellable } from './cancellable.ts';
import {
  checkDocument,
  closeDocument,
  closeProject,
  type EditorWorkerData,
  editDocument,
  filesChanged,
  heapUsed,
  openDocument,
  openProject,
} from './editor-protocol.ts';
import { OpenProjects } from './open-projects.ts';
import { diagnosticsByFile } from './present.ts';

setLanguage((workerData as EditorWorkerData).locale);
await loadParsers();
const port = parentPort!;
const connection = createMessageConnection(new PortMessageReader(port), new PortMessageWriter(port), undefined, {
  // Seen while a check is under way, which takes no messages.
  cancellationStrategy: {
    receiver: new SharedArrayReceiverStrategy(),
    sender: { sendCancellation: async () => {}, cleanup() {} },
  },
});
const projects = new OpenProjects();

connection.onNotification(openProject, (opened) => projects.open(opened));
connection.onNotification(closeProject, ({ root }) => projects.close(root));
connection.onNotification(openDocument, ({ root, path, text }) => projects.get(root)?.open(path, text));
connection.onNotification(editDocument, ({ root, path, replacements }) => projects.get(root)?.edit(path, replacements));
connection.onNotification(closeDocument, ({ root, path }) => projects.get(root)?.close(path));
connection.onNotification(filesChanged, ({ root, paths }) => projects.get(root)?.forget(paths));

connection.onRequest(checkDocument, ({ root, path, whole }, token) => {
  const project = projects.get(root);
  if (!project) return { files: [], isProvisional: false, incomplete: [] };
  return cancellable(token, (isCancelled) => {
    const found = whole ? project.checkPackage(path, isCancelled) : project.check(path, isCancelled);
    const { files, isProvisional, findings, incomplete } = found;
    return {
      isProvisional,
      files: diagnosticsByFile(findings, project.presentation, files),
      incomplete: incomplete.map(({ package: name, reason }) => `${name}: ${reason}`),
    };
  });
});
answerQuestions(connection, projects);
answerActions(connection, projects);
connection.onRequest(heapUsed, () => process.memoryUsage().heapUsed);
connection.listen();
