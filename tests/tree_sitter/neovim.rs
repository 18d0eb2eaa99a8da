//! What the grammar's page says of Neovim works there, as far as each version of it has the functions.

use std::fs;
use std::process::Command;

use tempfile::TempDir;

use crate::blocks::blocks;
use crate::parser::grammar;
use crate::tool::is_here;

const TEXT: &str = "# hash\na >> new b [color=red, penwidth=2] // line\n";

/// Says on standard output whether there is an error, and what the queries capture.
const SCRIPT: &str = r#"
local text = table.concat(vim.api.nvim_buf_get_lines(0, 0, -1, true), '\n')
local root = vim.treesitter.get_parser(0, 'certdot'):parse()[1]:root()
io.stdout:write('error ', tostring(root:has_error()), '\n')
local get = vim.treesitter.query.get or vim.treesitter.query.get_query
for _, name in ipairs({ 'highlights', 'folds' }) do
    local query = get('certdot', name)
    for id, node in query:iter_captures(root, 0, 0, -1) do
        local _, _, from = node:start()
        local _, _, to = node:end_()
        io.stdout:write(query.captures[id], ' ', text:sub(from + 1, to), '\n')
    end
end
"#;

#[test]
fn neovim_takes_parser_and_queries() {
    if !is_here("nvim", &["--version"]) {
        return;
    }
    let home = TempDir::new().unwrap();
    let page = fs::read_to_string(grammar().join("README.md")).unwrap();
    let steps = blocks(&page)
        .into_iter()
        .find(|block| block.language == "sh" && block.text.contains("parser/certdot.so"))
        .unwrap();
    let status = Command::new("sh")
        .args(["-e", "-c", &steps.text])
        .env("HOME", home.path())
        .current_dir(grammar())
        .status();
    assert!(status.unwrap().success(), "{}", steps.text);
    fs::write(home.path().join("script.lua"), SCRIPT).unwrap();
    fs::write(home.path().join("tree.cert"), TEXT).unwrap();
    let output = Command::new("nvim")
        .args(["--headless", "-u", "NONE", "-i", "NONE", "-n", "tree.cert"])
        .args(["-c", "luafile script.lua", "-c", "qall!"])
        .env("HOME", home.path())
        .env_remove("XDG_DATA_HOME")
        .current_dir(home.path())
        .output()
        .unwrap();
    let said = String::from_utf8_lossy(&output.stdout);
    assert_eq!(
        said.lines().collect::<Vec<_>>(),
        [
            "error false",
            "comment # hash",
            "variable a",
            "operator >>",
            "keyword.modifier new",
            "variable b",
            "punctuation.bracket [",
            "attribute color",
            "operator =",
            "string.special red",
            "punctuation.delimiter ,",
            "attribute penwidth",
            "operator =",
            "constant.numeric 2",
            "number 2",
            "punctuation.bracket ]",
            "comment // line",
            "fold # hash",
            "fold [color=red, penwidth=2]",
            "fold // line",
        ],
        "{}",
        String::from_utf8_lossy(&output.stderr)
    );
}
