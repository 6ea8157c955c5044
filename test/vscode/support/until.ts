// Waiting for what VS Code does in its own time.

/**
 * Asks again and again until the answer is neither undefined nor false, and gives it. Fails after `seconds` with what was waited
 * for and what `seen` gives: what is there instead.
 */
export async function until<T>(
  what: string,
  probe: () => T | undefined | false | PromiseLike<T | undefined | false>,
  seen: () => unknown = () => undefined,
  seconds = 90,
): Promise<T> {
  for (const deadline = Date.now() + seconds * 1000; ; await pause(50)) {
    const answer = await probe();
    if (answer !== undefined && answer !== false) return answer;
    if (Date.now() > deadline)
      throw new Error(`not within ${seconds} s: ${what}\n${JSON.stringify(seen(), null, 1) ?? ''}`);
  }
}

const pause = (milliseconds: number) => new Promise((resolve) => setTimeout(resolve, milliseconds));
