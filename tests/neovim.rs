//! Neovim talks to the language server when it is told to in the words of docs/editors.md.
//!
//! On a machine that lacks Neovim this is passed over, and says so; where `CI` is set, it fails.

#![cfg(unix)]

#[path = "adapters/tool.rs"]
mod tool;

use std::fs;
use std::path::Path;

use tempfile::TempDir;
use tool::{command, is_here, root};

/// The Lua blocks of the page on editors: for Neovim as it is today, for older ones, and for formatting on each save.
fn settings() -> [String; 3] {
    let page = fs::read_to_string(root().join("docs/editors.md")).unwrap();
    let blocks: Vec<String> = page
        .split("\n```lua\n")
        .skip(1)
        .map(|rest| rest.split("\n```\n").next().unwrap().to_owned())
        .collect();
    blocks.try_into().unwrap()
}

/// What a Lua script says by `say(…)`, run in Neovim after settings, with a file open.
fn said(folder: &Path, settings: &str, script: &str) -> Vec<String> {
    fs::write(folder.join("settings.lua"), settings).unwrap();
    let script = format!(
        "local said = {{}}\n\
         local function say(...) table.insert(said, table.concat({{ ... }}, ' ')) end\n\
         local function wait(what, holds) assert(vim.wait(30000, holds, 20), what .. ' has not come') end\n\
         local ok, why = pcall(function()\n{script}\nend)\n\
         if not ok then say('error:', tostring(why)) end\n\
         vim.fn.writefile(said, 'said')\n\
         vim.cmd('qall!')\n"
    );
    fs::write(folder.join("script.lua"), script).unwrap();
    let runtime = root().join("editors/vim");
    let output = command("nvim", &folder.join("cache"))
        .args(["--headless", "-u", "NONE", "-i", "NONE", "-n"])
        .arg("--cmd")
        .arg(format!("set runtimepath^={}", runtime.display()))
        .args(["-c", "filetype plugin indent on"])
        .args(["-c", "luafile settings.lua", "-c", "edit tree.cert"])
        .args(["-c", "luafile script.lua"])
        .env("HOME", folder)
        .env("XDG_STATE_HOME", folder.join("state"))
        .current_dir(folder)
        .output()
        .unwrap();
    let said = fs::read_to_string(folder.join("said")).unwrap_or_else(|_| panic!("{output:?}"));
    said.lines().map(str::to_owned).collect()
}

/// A mistake is seen and mended, what is written is completed, formatted and renamed, and the file is saved.
const SESSION: &str = r#"
local function text() return table.concat(vim.api.nvim_buf_get_lines(0, 0, -1, false), '\n') end
wait('the problem', function() return #vim.diagnostic.get(0) > 0 end)
for _, problem in ipairs(vim.diagnostic.get(0)) do
  say(problem.lnum + 1, problem.col + 1, problem.code or '', problem.message:match('^[^\n]*'))
end

vim.ui.select = function(items, _, choose)
  choose(items[1], 1)
end
vim.api.nvim_win_set_cursor(0, { 2, 15 })
vim.lsp.buf.code_action()
wait('the fix', function() return text():find('>> b') end)
wait('the end of the problem', function() return #vim.diagnostic.get(0) == 0 end)
say(text():match('[^\n]*$'))

vim.api.nvim_buf_set_lines(0, -1, -1, false, { 'node cloudo' })
local answers = vim.lsp.buf_request_sync(0, 'textDocument/completion', {
  textDocument = vim.lsp.util.make_text_document_params(),
  position = { line = 2, character = 11 },
}, 30000)
for _, answer in pairs(answers) do
  for _, item in ipairs(answer.result.items) do
    say(item.label, item.detail)
  end
end

vim.api.nvim_buf_set_lines(0, -1, -1, false, { 'c>>d' })
if vim.lsp.buf.format then vim.lsp.buf.format() else vim.lsp.buf.formatting_sync(nil, 30000) end
say(text():match('[^\n]*$'))

vim.fn.search('a >> b')
vim.lsp.buf.rename('z')
wait('the new name', function() return text():find('z >> b') end)
vim.cmd('write')
say(vim.bo.omnifunc)
"#;

const TREE: &str = "use aws\nnode \"😀\"; a -> b\n";

#[test]
fn a_file_is_mended_completed_formatted_renamed_and_saved() {
    if !is_here("nvim", &["--version"]) {
        return;
    }
    let [today, older, _] = settings();
    let folder = TempDir::new().unwrap();
    let has_config = said(folder.path(), "", "say(vim.fn.has('nvim-0.11'))") == ["1"];
    let all: &[&str] = if has_config {
        &[&today, &older]
    } else {
        &[&older]
    };
    for settings in all {
        let folder = TempDir::new().unwrap();
        fs::write(folder.path().join("tree.cert"), TREE).unwrap();
        let said = said(folder.path(), settings, SESSION);
        assert_eq!(
            said,
            [
                "2 16 E0102 `->` is not an arrow of this language",
                "node \"😀\"; a >> b",
                "sysops CloudOps Engineer · SOA-C03",
                "cloud_practitioner Cloud Practitioner · CLF-C02",
                "c >> d",
                "v:lua.vim.lsp.omnifunc",
            ]
        );
        let text = fs::read_to_string(folder.path().join("tree.cert")).unwrap();
        assert_eq!(text, "use aws\nnode \"😀\"\nz >> b\nnode cloudo\nc >> d\n");
    }
}

#[test]
fn a_file_is_formatted_when_it_is_saved() {
    if !is_here("nvim", &["--version"]) {
        return;
    }
    let [_, older, on_save] = settings();
    let folder = TempDir::new().unwrap();
    fs::write(folder.path().join("tree.cert"), "a>>b\n").unwrap();
    let said = said(
        folder.path(),
        &(older + "\n" + &on_save),
        "wait('the server', function() return #vim.lsp.buf_get_clients(0) > 0 end)\nvim.cmd('write')",
    );
    assert_eq!(said, [""; 0]);
    let text = fs::read_to_string(folder.path().join("tree.cert")).unwrap();
    assert_eq!(text, "a >> b\n");
}

#[test]
fn what_is_for_other_versions_is_lua_too() {
    if !is_here("nvim", &["--version"]) {
        return;
    }
    let folder = TempDir::new().unwrap();
    for block in settings() {
        fs::write(folder.path().join("block.lua"), block).unwrap();
        let said = said(
            folder.path(),
            "",
            "say(tostring(loadfile('block.lua') ~= nil))",
        );
        assert_eq!(said, ["true"]);
    }
}
