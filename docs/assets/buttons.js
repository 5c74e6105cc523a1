// What buttons do where the browser may refuse it: each gives back the words for what became of it.
const NO_PRINT = "这个浏览器打印不了。请用电脑上的浏览器打开这一页，再打印。";
const PERHAPS = "没有出现打印窗口的话，请用电脑上的浏览器打开这一页，再打印。";
const PATIENCE = 1000; // milliseconds in which a browser that prints says that it begins

// The browsers within other programs have no print, or one that does nothing.
export async function printPage() {
  if (typeof window.print !== "function") return NO_PRINT;
  let hasBegun = false;
  addEventListener("beforeprint", () => (hasBegun = true), { once: true });
  window.print();
  await new Promise((done) => setTimeout(done, PATIENCE));
  return hasBegun ? "" : PERHAPS;
}

export const copyAddress = (text) => copy(text, "地址已复制。", "没能复制。请长按页面上的地址，自己复制。");

// What is needed to find a mistake: page, address, file, and the sentence that is marked.
export function copyMistake(file, marked) {
  const lines = [`页面：${document.title}`, `网址：${location.href}`, `文件：${file}`, `哪一句：${marked || "（请写在这里）"}`, "应该是："];
  const how = "发给主管单位就行，联系办法在“关于本站”。";
  const done = `这一页的名字、网址和你选中的句子都复制好了。写上应该是什么，${how}`;
  return copy(lines.join("\n"), done, `没能复制。请记下这一页的网址和哪一句有错，${how}`);
}

// Copies a text and gives back the words for what became of it.
export async function copy(text, done, failed) {
  try {
    await navigator.clipboard.writeText(text);
    return done;
  } catch (error) {
    return copyAsBefore(text) ? done : failed;
  }
}

// How pages copied before there was a clipboard for them.
function copyAsBefore(text) {
  const before = document.activeElement;
  const field = document.createElement("textarea");
  field.className = "off-screen";
  field.value = text;
  field.readOnly = true;
  document.body.append(field);
  field.select();
  field.setSelectionRange(0, text.length);
  let isCopied = false;
  try {
    isCopied = document.execCommand("copy");
  } catch (error) {
    // Some browsers throw where others say no.
  }
  field.remove();
  if (before) before.focus();
  return isCopied;
}
