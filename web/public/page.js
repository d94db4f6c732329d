// Views of one kind share a document; the last part of the address says which is meant.
await import(`./${location.pathname.split("/").pop()}.js`);
