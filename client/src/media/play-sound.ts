/**
 * Plays what an element was given, and tells when the browser waits for a gesture first. Whatever else ends the attempt,
 * e.g. that the element was given another track meanwhile, is no block.
 */
export async function playSound(
  element: Readonly<{ play: () => Promise<void> }>,
  blocked: () => void,
): Promise<void> {
  try {
    await element.play();
  } catch (error) {
    if (error instanceof DOMException && error.name === "NotAllowedError") blocked();
  }
}
