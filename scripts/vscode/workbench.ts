// What a user does in a window of VS Code, with the keyboard as far as possible: keys change less than what the page is made of.
import type { Locator, Page } from 'playwright-core';

/** How long anything may take to appear, in milliseconds. The first findings wait for the extension to start. */
const patience = 120_000;

/** A window with an open workbench. */
export class Workbench {
  readonly page: Page;

  constructor(page: Page) {
    this.page = page;
    page.setDefaultTimeout(patience);
  }

  /** Presses a key: `ControlOrMeta+S`. */
  async press(key: string): Promise<void> {
    await this.page.keyboard.press(key);
  }

  /** Presses a key until something shows: a menu that has just opened may close when what it is about is refreshed. */
  async pressUntil(key: string, shown: Locator): Promise<void> {
    const deadline = Date.now() + patience;
    for (;;) {
      await this.press(key);
      try {
        await shown.waitFor({ timeout: 5_000 });
        return;
      } catch (error) {
        if (Date.now() > deadline) throw error;
      }
    }
  }

  /** Waits until nothing turns in the status bar. */
  async idle(): Promise<void> {
    await this.page.locator('.statusbar .codicon-modifier-spin').first().waitFor({ state: 'detached' });
  }

  /** Takes the mouse to where nothing shows that it is there. */
  async restMouse(): Promise<void> {
    await this.page.mouse.move(200, 18); // beside the title
  }

  /**
   * Runs a command of the palette by its title. The palette is opened again until it has the command: what depends on the
   * workspace being trusted comes only when the window has asked its server, and an open palette does not follow.
   */
  async command(title: string): Promise<void> {
    const row = this.#chosenRow(title);
    for (const deadline = Date.now() + patience; ; ) {
      await this.#quickInput.waitFor({ state: 'hidden' }); // that of the command before
      await this.press('F1');
      await this.#quickInput.fill(`>${title}`);
      try {
        await row.waitFor({ timeout: 5_000 });
        break;
      } catch (error) {
        if (Date.now() > deadline) throw error;
        await this.press('Escape');
      }
    }
    await this.press('Enter');
  }

  /** Opens a file of the workspace with the cursor at a place: `counter/counter.go:12:2`. */
  async open(place: string): Promise<void> {
    const name = place.slice(place.lastIndexOf('/') + 1).replace(/:.*/, '');
    await this.press('ControlOrMeta+P');
    await this.choose(place, name);
    await this.tab(name).waitFor();
    await this.page.locator('.editor-instance .monaco-editor.focused').waitFor();
  }

  /** The tab of a file, in front of its group. */
  tab(name: string): Locator {
    return this.page.locator('.tab.active', { hasText: name }).first();
  }

  /** Types into the quick input and takes the row with a text, as soon as Enter takes that one. */
  async choose(typed: string, row: string): Promise<void> {
    await this.#quickInput.fill(typed);
    await this.#chosenRow(row).waitFor();
    await this.press('Enter');
  }

  /** Closes the panel below the editor, if it is open. */
  async closePanel(): Promise<void> {
    if (await this.#panel.isVisible()) await this.press('ControlOrMeta+J');
    await this.#panel.waitFor({ state: 'hidden' });
  }

  /** Gives the panel below the editor a share of the window's height. */
  async sizePanel(share: number): Promise<void> {
    await this.#panel.waitFor();
    const { x, y, width } = (await this.#panel.boundingBox())!;
    const height = this.page.viewportSize()!.height;
    // Its upper edge is a handle.
    await this.page.mouse.move(x + width / 2, y - 2);
    await this.page.mouse.down();
    await this.page.mouse.move(x + width / 2, height * (1 - share), { steps: 5 });
    await this.page.mouse.up();
    await this.restMouse();
  }

  /** Gives the side bar a width in pixels. */
  async sizeSideBar(pixels: number): Promise<void> {
    const { x, y, width, height } = (await this.page.locator('.part.sidebar').boundingBox())!;
    // Its right edge is a handle.
    await this.page.mouse.move(x + width, y + height / 2);
    await this.page.mouse.down();
    await this.page.mouse.move(x + pixels, y + height / 2, { steps: 5 });
    await this.page.mouse.up();
    await this.restMouse();
  }

  get #quickInput(): Locator {
    return this.page.locator('.quick-input-widget input:not([type=checkbox])').first();
  }

  get #panel(): Locator {
    return this.page.locator('.part.panel');
  }

  /** What VS Code says of an extension that runs: how long its activation took. */
  async activation(name: string): Promise<string> {
    await this.command('Developer: Show Running Extensions');
    const list = this.page.locator('.runtime-extensions-editor .monaco-list');
    const row = list.locator('.monaco-list-row', { hasText: name });
    await this.#scrollTo(list, row);
    return row.locator('.activation-time').innerText();
  }

  /** A row of the quick input. */
  quickRow(text: string): Locator {
    return this.page.locator('.quick-input-list .monaco-list-row', { hasText: text }).first();
  }

  /** The row that Enter takes: what was used last may stand in the list before it follows what was typed. */
  #chosenRow(text: string): Locator {
    return this.page.locator('.quick-input-list .monaco-list-row.focused', { hasText: text }).first();
  }

  /** Shows a row of the Problems panel, as soon as it is there. */
  async showProblem(text: string): Promise<void> {
    const list = this.page.locator('.markers-panel .monaco-list').first();
    await this.#scrollTo(list, list.locator('.monaco-list-row', { hasText: text }).first());
  }

  /** Scrolls through a list, of which only the rows in view are there, until a row is in view. */
  async #scrollTo(list: Locator, row: Locator): Promise<void> {
    const deadline = Date.now() + patience;
    await list.locator('.monaco-list-row').first().waitFor();
    await list.hover();
    for (let i = 1; !(await row.isVisible()); i++) {
      if (Date.now() > deadline) throw new Error(`not in the list: ${row}`);
      // From the top again after the end, as rows may come.
      await this.page.mouse.wheel(0, i % 30 === 0 ? -10_000 : 100);
      await list.locator('.monaco-list-row').first().waitFor();
    }
  }

  /** Underlined text in the editor. */
  squiggle(severity: 'error' | 'warning' | 'info'): Locator {
    return this.page.locator(`.squiggly-${severity}`).first();
  }

  /** The lightbulb in the margin of the line with the cursor. */
  get lightbulb(): Locator {
    return this.page.locator('.lightBulbWidget').first();
  }

  /** An entry of the menu of quick fixes. */
  action(text: string): Locator {
    return this.page.locator('.action-widget .monaco-list-row', { hasText: text }).first();
  }

  /** The text of a hover. */
  hover(text: string): Locator {
    return this.page.locator('.monaco-hover:visible', { hasText: text }).first();
  }

  /** An entry of the status bar. */
  status(text: string): Locator {
    return this.page.locator('.statusbar-item', { hasText: text }).first();
  }

  /** What opens the status of the file's language, in the status bar. */
  get languageStatus(): Locator {
    return this.page.locator('[id="status.languageStatus"]').first();
  }

  /** A command above a line of the editor. */
  lens(text: string): Locator {
    return this.page.locator('.codelens-decoration', { hasText: text }).first();
  }

  /** An item of the Test Explorer. */
  test(label: string): Locator {
    return this.page.locator('.test-explorer .monaco-list-row', { hasText: label }).first();
  }

  /** Loads the window again, as a user does after an update. */
  async reload(): Promise<void> {
    const loaded = this.page.waitForEvent('load');
    await this.command('Developer: Reload Window');
    await loaded;
    await this.page.locator('.statusbar').waitFor();
  }

  /** Takes the place that a dialog proposes for a file, as soon as it does. */
  async saveAs(proposed: string): Promise<void> {
    const deadline = Date.now() + patience;
    await this.#quickInput.waitFor();
    while (!(await this.#quickInput.inputValue()).endsWith(proposed)) {
      if (Date.now() > deadline) throw new Error(`${proposed} is not proposed`);
      await this.page.waitForTimeout(50);
    }
    await this.press('Enter');
  }

  /** Says yes to a question of the quick input. */
  async confirm(question: string): Promise<void> {
    await this.page.locator('.quick-input-widget:visible', { hasText: question }).waitFor();
    await this.press('Enter');
  }

  /** A button of a notification. */
  notificationButton(text: string): Locator {
    return this.page.locator('.notification-toast .monaco-button', { hasText: text }).first();
  }

  /** A row of a tree in the side bar. */
  row(label: string): Locator {
    return this.page.locator('.part.sidebar .monaco-list-row', { hasText: label }).first();
  }

  /** The header of a view in the side bar, which opens and closes it. */
  viewHeader(title: string): Locator {
    return this.page.locator('.part.sidebar .pane-header', { hasText: title }).first();
  }

  /** What is said of a failed test, in the list of results. */
  testMessage(text: string): Locator {
    return this.page.locator('.part.panel .monaco-list-row:visible', { hasText: text }).first();
  }

  /** Lines of the terminal. They are text only where `terminal.integrated.gpuAcceleration` is `off`. */
  terminal(text: string): Locator {
    return this.page.locator('.terminal-wrapper.active .xterm-rows', { hasText: text }).first();
  }

  /** The steps of a walkthrough. */
  walkthrough(text: string): Locator {
    return this.page.locator('.gettingStartedContainer', { hasText: text }).first();
  }

  /** What is in a web view: an iframe in an iframe. */
  webview(text: string): Locator {
    return this.#webviews().getByText(text).first();
  }

  /** A cell of a grid in a web view, by what a screen reader says of it. */
  webviewCell(label: string): Locator {
    return this.#webviews().getByRole('gridcell', { name: label }).first();
  }

  #webviews() {
    return this.page.frameLocator('iframe.webview.ready').last().frameLocator('#active-frame');
  }
}
