// Pictures on their way to the media library: made smaller in the browser, sent one by one.

const MAX_SIDE = 3000; // pixels
const MAX_BYTES = 4_000_000; // a smaller file goes up as it is, with its colour profile
const QUALITY = 0.9;
const WITH_TRANSPARENCY = new Set(["image/png", "image/webp"]);

export function isPicture(file) {
  return file.type.startsWith("image/") || /\.(heic|heif|jpe?g|png|webp|gif)$/i.test(file.name);
}

// The library's record of the picture; throws an Error whose message a person can read.
export async function upload(file, known) {
  const form = new FormData();
  form.set("file", await shrink(file), file.name || "picture");
  form.set("csrfmiddlewaretoken", document.querySelector("[name=csrfmiddlewaretoken]").value);
  let answer;
  try {
    answer = await fetch(known.upload, { method: "POST", body: form, credentials: "same-origin" });
  } catch {
    throw new Error(known.words.failed);
  }
  if (answer.ok) return answer.json();
  if (answer.status !== 422) throw new Error(known.words.failed);
  throw new Error((await answer.json()).error);
}

// The browser decodes the file, HEIC too where it can, turns it upright and scales it down.
export async function shrink(file) {
  if (file.type === "image/gif") return file; // it may move
  let bitmap;
  try {
    bitmap = await createImageBitmap(file, { imageOrientation: "from-image" });
  } catch {
    return file; // the server says what is wrong with it
  }
  const scale = Math.min(1, MAX_SIDE / Math.max(bitmap.width, bitmap.height));
  const isHeic = /hei[cf]/i.test(file.type) || /\.hei[cf]$/i.test(file.name);
  if (scale === 1 && file.size <= MAX_BYTES && !isHeic) return file;
  const smaller = await draw(bitmap, scale, WITH_TRANSPARENCY.has(file.type) ? "image/webp" : "image/jpeg");
  bitmap.close();
  return smaller && (isHeic || smaller.size < file.size) ? smaller : file;
}

function draw(bitmap, scale, type) {
  const canvas = document.createElement("canvas");
  canvas.width = Math.max(1, Math.round(bitmap.width * scale));
  canvas.height = Math.max(1, Math.round(bitmap.height * scale));
  const context = canvas.getContext("2d");
  context.imageSmoothingQuality = "high";
  context.drawImage(bitmap, 0, 0, canvas.width, canvas.height);
  return new Promise((resolve) => canvas.toBlob(resolve, type, QUALITY));
}
