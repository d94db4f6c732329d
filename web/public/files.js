// In and out: YAML files, an address to share, a report.
import * as server from "./server.js";
import { byId, download, element } from "./dom.js";
import { language, say } from "./words.js";
import { address, replaceScenario, state } from "./state.js";
import { hint } from "./notices.js";

export async function save(refused) {
  try { download(`${(state.scenario.name || "scenario").replace(/[^\p{L}\p{N}]+/gu, "-").slice(0, 60)}.yaml`, await server.toYAML(state.scenario), "application/yaml"); } catch (error) { refused(error); }
}
export async function openFile(file, opening) {
  try {
    if (file.size > 1 << 20) throw new Error("1 MB");
    const scenario = await server.fromYAML(await file.text());
    opening();
    replaceScenario(scenario);
  } catch (error) {
    hint(`${say("refused")} ${file.name}: ${error.message}`, 15000);
  }
}
export async function share() {
  const link = address();
  try {
    await navigator.clipboard.writeText(link);
    hint(say("copied"), 4000);
  } catch {
    const box = byId("dialog");
    box.replaceChildren(element("p", {}, say("copyThis")), element("input", { type: "text", readonly: true, value: link, onfocus: (e) => e.target.select() }), element("button", { type: "button", onclick: () => box.close() }, say("close")));
    box.showModal();
  }
}
export async function report(refused) {
  const tab = window.open("", "_blank");
  try {
    const page = URL.createObjectURL(new Blob([await server.report(state.scenario, language)], { type: "text/html" }));
    if (tab) tab.location = page; else download("report.html", await (await fetch(page)).text(), "text/html");
  } catch (error) {
    tab?.close();
    refused(error);
  }
}
