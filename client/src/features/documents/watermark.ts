/** How far apart the marks stand, and how they lean; in CSS pixels and radians. */
const gap = { x: 260, y: 150 } as const;
const lean = -Math.PI / 8;
const faintness = 0.13;

/**
 * Writes who reads, and when, over a page: into the picture itself, so that a photograph of the screen tells whose it
 * was. The colour is the page's own ink.
 */
export function drawWatermark(canvas: HTMLCanvasElement, text: string, scale: number): void {
  const context = canvas.getContext("2d");
  if (context === null) return;
  const { color, fontFamily } = getComputedStyle(canvas);
  context.save();
  context.setTransform(scale, 0, 0, scale, 0, 0);
  context.globalAlpha = faintness;
  context.fillStyle = color;
  context.font = `15px ${fontFamily}`;
  const reach = { x: canvas.width / scale, y: canvas.height / scale };
  for (let row = 0; row * gap.y < reach.y + gap.y; row += 1) {
    for (let column = -1; column * gap.x < reach.x; column += 1) {
      context.save();
      context.translate(column * gap.x + (row % 2) * (gap.x / 2), row * gap.y);
      context.rotate(lean);
      context.fillText(text, 0, 0);
      context.restore();
    }
  }
  context.restore();
}
