// A tour of what a user sees of Archway, as data. It is a test of the window, and it makes the pictures of the documentation.
import type { Workbench } from './workbench.ts';

/** One thing to see: done where it is there. */
export interface Step {
  /** What is seen, for the test, and the name of the picture. */
  readonly title: string;
  readonly picture: string;
  /** Whether it wants GDB 14 or newer, without which it is left out. */
  readonly needsGdb?: boolean;
  /** Brings it about, and waits until it is there. */
  show(workbench: Workbench): Promise<void>;
}

/** Settings of the window: text instead of pixels in terminals, and room for what is shown. */
export const tourSettings = {
  'terminal.integrated.gpuAcceleration': 'off',
  'editor.minimap.enabled': false,
  'editor.stickyScroll.enabled': false,
};

/** The steps on a copy of example/, in their order: each starts where the one before it ends. */
export const tour: readonly Step[] = [
  {
    title: 'squiggles, and the findings of all targets in the Problems panel',
    picture: 'problems',
    async show(workbench) {
      await workbench.open('counter/counter.go:12:2');
      await workbench.squiggle('error').waitFor();
      await workbench.command('Problems: Focus on Problems View');
      await workbench.showProblem('PageCache redeclared in this block');
      await workbench.showProblem('sent is at offset 4');
    },
  },
  {
    title: 'all findings by rule, in the Portability view',
    picture: 'portability',
    async show(workbench) {
      await workbench.closePanel();
      await workbench.command('Archway: Focus on Portability View');
      await workbench.sizeSideBar(460);
      await workbench.row('syscall-number').waitFor(); // in a file that is not open: the whole workspace was checked
      await workbench.row('unaligned-atomic').click();
      await workbench.row('sent is at offset 4').waitFor();
      await workbench.restMouse();
    },
  },
  {
    title: 'what is installed for the targets, in the Toolchain view',
    picture: 'toolchain',
    async show(workbench) {
      await workbench.command('Archway: Show Toolchain');
      await workbench.viewHeader('Portability').click(); // Closed, it leaves room.
      await workbench.row('linux/mips64le').click();
      await workbench.row('binfmt_misc').or(workbench.row('C compiler')).waitFor();
      await workbench.restMouse();
    },
  },
  {
    title: 'quick fixes at a finding',
    picture: 'quick-fixes',
    async show(workbench) {
      await workbench.sizeSideBar(300);
      await workbench.command('View: Show Explorer');
      await workbench.closePanel();
      // The lightbulb comes when the cursor moves.
      await workbench.open('counter/counter.go:12:4');
      await workbench.lightbulb.waitFor();
      await workbench.pressUntil('ControlOrMeta+.', workbench.action('Move sent to the front of Stats'));
    },
  },
  {
    title: 'the layout of a struct on every target, in a hover',
    picture: 'layout',
    async show(workbench) {
      await workbench.press('Escape');
      await workbench.open('counter/counter.go:7:6');
      await workbench.command('Show or Focus Hover');
      await workbench.hover('386, arm, mips, mipsle').locator('table').first().waitFor();
    },
  },
  {
    title: 'the targets to choose from, behind the status bar',
    picture: 'targets',
    async show(workbench) {
      await workbench.press('Escape');
      await workbench.status('linux/amd64').click();
      await workbench.restMouse();
      await workbench.quickRow('Kubernetes release platforms').waitFor();
      await workbench.quickRow('linux/mips64le').waitFor();
    },
  },
  {
    title: 'a program that fails under QEMU, in a terminal',
    picture: 'run-fails',
    async show(workbench) {
      await workbench.choose('linux/arm', 'linux/arm');
      await workbench.status('linux/arm').waitFor();
      await workbench.command('Archway: Run for Target (QEMU)');
      await workbench.choose('tally', './cmd/tally');
      await workbench.sizePanel(2 / 3);
      await workbench.terminal('panic: unaligned 64-bit atomic operation').waitFor();
      await workbench.terminal('exit code: 2').waitFor();
      await workbench.open('counter/counter.go:22'); // where it panics
    },
  },
  {
    title: 'what runs and tests for the target, above functions',
    picture: 'lenses',
    async show(workbench) {
      await workbench.closePanel();
      await workbench.open('counter/counter_test.go');
      await workbench.lens('test on linux/arm').waitFor();
    },
  },
  {
    title: 'what is there for the target, in the language status',
    picture: 'language-status',
    async show(workbench) {
      await workbench.languageStatus.hover();
      await workbench.hover('linux/arm').waitFor();
    },
  },
  {
    title: 'every package on every target, as Go says and as Archway predicts',
    picture: 'matrix',
    async show(workbench) {
      await workbench.closePanel();
      await workbench.command('View: Toggle Primary Side Bar Visibility'); // room for all targets
      await workbench.command('Archway: Build Matrix');
      await workbench.webview('Run Again').waitFor({ timeout: 600_000 });
      await workbench.webviewCell('./epoll, linux/arm64').click();
      await workbench.webview('Archway predicts').waitFor();
      await workbench.restMouse();
    },
  },
  {
    title: 'the place of an error, from its cell by the keyboard',
    picture: 'matrix-error',
    async show(workbench) {
      // From ./epoll to ./dup, which has one error there.
      await workbench.press('ArrowUp');
      await workbench.press('Enter');
      await workbench.tab('dup.go').waitFor();
      await workbench.squiggle('error').waitFor();
    },
  },
  {
    title: 'a test that fails under QEMU, in the Test Explorer',
    picture: 'tests',
    async show(workbench) {
      await workbench.command('View: Close All Editors');
      await workbench.closePanel();
      await workbench.open('counter/counter.go:22');
      await workbench.command('Testing: Focus on Test Explorer View');
      await workbench.test('counter').waitFor();
      await workbench.command('Test: Run All Tests');
      await workbench.testMessage('panic: unaligned 64-bit atomic operation').waitFor();
      await workbench.sizePanel(1 / 3);
      await workbench.test('counter').click();
      await workbench.press('ArrowRight');
      await workbench.test('TestAdd').waitFor();
      await workbench.restMouse();
    },
  },
  {
    title: 'the program mended by a quick fix',
    picture: 'run-works',
    async show(workbench) {
      await workbench.open('counter/counter.go:12:2');
      const fix = workbench.action('Move sent to the front of Stats');
      await workbench.pressUntil('ControlOrMeta+.', fix);
      await fix.click();
      await workbench.squiggle('error').waitFor({ state: 'detached' });
      await workbench.press('ControlOrMeta+S');
      await workbench.command('Archway: Run for Target (QEMU)');
      await workbench.choose('tally', './cmd/tally');
      await workbench.terminal('17 bytes counted on linux/arm').waitFor();
    },
  },
  {
    title: 'the levels of a target, behind its picker',
    picture: 'levels',
    async show(workbench) {
      await workbench.closePanel();
      await workbench.idle();
      await workbench.status('linux/arm').click();
      await workbench.quickRow('Kubernetes release platforms').waitFor();
      await workbench.choose('GOARM', 'GOARM');
      await workbench.quickRow('GOARM=6').waitFor();
      await workbench.restMouse();
    },
  },
  {
    title: 'the page of a rule',
    picture: 'rule',
    async show(workbench) {
      // Out of the levels, and out of the picker.
      await workbench.press('Escape');
      await workbench.quickRow('Kubernetes release platforms').waitFor();
      await workbench.press('Escape');
      await workbench.closePanel();
      await workbench.command('Archway: Explain Rule');
      await workbench.choose('unaligned-atomic', 'unaligned-atomic');
      await workbench.webview('64-bit atomic operation').waitFor();
    },
  },
  {
    title: 'the walkthrough',
    picture: 'walkthrough',
    async show(workbench) {
      await workbench.command('View: Toggle Primary Side Bar Visibility'); // room for the picture of the walkthrough
      await workbench.command('Archway: Open Walkthrough');
      await workbench.walkthrough('Open some code').waitFor();
      await workbench.webview('linux/riscv64').waitFor(); // the picture beside it
    },
  },
  {
    title: 'a program under QEMU, stopped at a breakpoint',
    picture: 'debug',
    needsGdb: true,
    async show(workbench) {
      await workbench.open('cmd/tally/main.go:14:3');
      await workbench.press('F9');
      await workbench.command('Archway: Debug for Target (QEMU)');
      await workbench.choose('tally', './cmd/tally');
      await workbench.row('Paused on breakpoint').click();
      await workbench.press('ArrowRight');
      await workbench.row('main.main').waitFor();
      await workbench.sizeSideBar(360);
      await workbench.row('Locals').click();
      await workbench.row('message').waitFor();
      await workbench.restMouse();
    },
  },
];
