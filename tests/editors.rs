//! What editors are given works in them: Vim and Neovim, without a screen.
//!
//! On a machine that lacks one of them, its part is passed over, and says so; where `CI` is set, it fails.

#[path = "adapters/tool.rs"]
mod tool;

use std::fs;

use tempfile::TempDir;
use tool::{command, is_here, root};

/// The editors that are here, each with what starts it without a screen and without anybody's settings.
fn editors() -> Vec<(&'static str, &'static [&'static str])> {
    let all: [(&str, &[&str]); 2] = [
        ("vim", &["-es", "-u", "NONE", "-i", "NONE", "-n"]),
        ("nvim", &["--headless", "-u", "NONE", "-i", "NONE", "-n"]),
    ];
    all.into_iter()
        .filter(|(name, _)| is_here(name, &["--version"]))
        .collect()
}

/// Opens a text in an editor under a name, has it run a script, and tells what the text is then, with the lines that the
/// script has put into the list `said`.
fn edited(
    (editor, options): (&str, &[&str]),
    name: &str,
    text: &str,
    script: &str,
) -> (String, Vec<String>) {
    let folder = TempDir::new().unwrap();
    let path = |name: &str| folder.path().join(name);
    fs::write(path(name), text).unwrap();
    let script = format!(
        "set nomore\nlet said = []\n{script}\ncall writefile(said, 'said')\nsilent! write\nqall!\n"
    );
    fs::write(path("script.vim"), script).unwrap();
    let runtime = root().join("editors/vim");
    let output = command(editor, &path("cache"))
        .args(options)
        .arg("--cmd")
        .arg(format!("set runtimepath^={}", runtime.display()))
        .args(["-c", "filetype plugin indent on", "-c", "syntax on"])
        .args(["-c", &format!("edit {name}"), "-c", "source script.vim"])
        .env("HOME", folder.path())
        .current_dir(folder.path())
        .output()
        .unwrap();
    let said = fs::read_to_string(path("said")).unwrap_or_else(|_| panic!("{editor}: {output:?}"));
    let text = fs::read_to_string(path(name)).unwrap();
    (text, said.lines().map(str::to_owned).collect())
}

/// Everything that is indented in some way.
const INDENTED: &str = "\
group \"A group with a long name\" \"And with a label that is long as well, so that all of it does not fit on a line\" [
    bgcolor  = gray95, // pale
    penwidth = 2,
    // and so on
    style    = dashed,
] {
    node x [
        color = red,
    ] >> y
        // more
        >> z, w
    a >> b
    group \"Inner\" { c >> d }

    node first_of_all, second_of_all, third_of_all, fourth_of_all, fifth_of_all, sixth_of_all, seventh_of_all, eighth,
        ninth
    a >> // why
            b
} // A
# the end
a >> b
";

fn samples() -> Vec<(String, String)> {
    let files = fs::read_dir(root().join("samples")).unwrap();
    let mut samples: Vec<(String, String)> = files
        .map(|file| file.unwrap().path())
        .filter(|path| path.extension().is_some_and(|ending| ending == "cert"))
        .map(|path| {
            let name = path.file_name().unwrap().to_string_lossy().into_owned();
            (name, fs::read_to_string(path).unwrap())
        })
        .collect();
    samples.push(("indented.cert".to_owned(), INDENTED.to_owned()));
    assert!(samples.len() > 9);
    samples
}

#[test]
fn lines_are_indented_as_the_formatter_does() {
    assert_eq!(certdot::format::format(INDENTED).text, INDENTED);
    for editor in editors() {
        for (name, text) in samples() {
            let (indented, said) = edited(
                editor,
                &name,
                &text,
                "call add(said, &filetype)\n%left\nnormal! gg=G",
            );
            assert_eq!(said, ["certdot"], "{name} in {}", editor.0);
            assert_eq!(indented, text, "{name} in {}", editor.0);
        }
    }
}

#[test]
fn what_is_coloured_is_what_it_seems() {
    let text = "\
# hash
use aws // line
node az-900 \"in a \\n string \\q\" [color=#ff9900, penwidth=2, url=\"node\"]
x >> new y in group_1 /* block
goes on */
node in-house, earned, class, classes
a -- b [fixedsize=true]
";
    let groups = [
        ("# hash", "certdotHash"),
        ("use", "certdotStatement"),
        ("aws", ""),
        ("// line", "certdotComment"),
        ("az-900", ""),
        ("in a", "certdotString"),
        ("\\n", "certdotEscape"),
        ("\\q", "certdotBadEscape"),
        ("[color", "certdotBracket"),
        ("color", "certdotKey"),
        ("#ff9900", "certdotColor"),
        ("2, url", "certdotNumber"),
        ("node\"]", "certdotString"),
        (">>", "certdotArrow"),
        ("new", "certdotModifier"),
        ("in group", "certdotModifier"),
        ("group_1", ""),
        ("/* block", "certdotComment"),
        ("goes on", "certdotComment"),
        ("in-house", ""),
        ("earned", "certdotReserved"),
        ("class,", "certdotReserved"),
        ("classes", ""),
        ("-- b", "certdotArrow"),
        ("true", "certdotBoolean"),
    ];
    let mut script = String::new();
    for (needle, _) in groups {
        let needle = needle.replace('\'', "''");
        script += &format!(
            "call cursor(1, 1)\ncall search('\\V' . escape('{needle}', '\\'), 'c')\n\
             call add(said, synIDattr(synID(line('.'), col('.'), 1), 'name'))\n"
        );
    }
    for editor in editors() {
        let (_, said) = edited(editor, "tree.cert", text, &script);
        for ((needle, group), said) in groups.iter().zip(&said) {
            assert_eq!(said, group, "`{needle}` in {}", editor.0);
        }
        assert_eq!(said.len(), groups.len());
    }
}

#[test]
fn mistakes_come_into_the_list_of_the_compiler() {
    for editor in editors() {
        let (_, said) = edited(
            editor,
            "tree.cert",
            "a >> b\nb -> c\n",
            "silent make!\n\
             for problem in getqflist()\n\
             call add(said, problem.lnum . ':' . problem.col . ' ' . problem.type . ' ' . problem.text)\n\
             endfor",
        );
        let [first, ..] = &said[..] else {
            panic!("nothing in {}", editor.0)
        };
        assert!(
            first.starts_with("2:3 e ") && first.contains("`->`"),
            "{said:?}"
        );
        assert_eq!(said.len(), 1, "{said:?}");
    }
}

#[test]
fn the_formatter_is_a_key_away() {
    for editor in editors() {
        let (text, _) = edited(
            editor,
            "tree.cert",
            "a>>b\nnode  c[color=red]\n",
            "normal! gggqG",
        );
        assert_eq!(text, "a >> b\nnode c [color=red]\n", "in {}", editor.0);
    }
}

#[test]
fn certificates_are_no_trees() {
    let pem = "-----BEGIN CERTIFICATE-----\nMIIB\n-----END CERTIFICATE-----\n";
    for editor in editors() {
        let (_, said) = edited(editor, "server.cert", pem, "call add(said, &filetype)");
        assert_ne!(said, ["certdot"], "in {}", editor.0);
    }
}

#[test]
fn what_is_for_vimrc_can_be_sourced() {
    let page = fs::read_to_string(root().join("docs/editors.md")).unwrap();
    let blocks: Vec<&str> = page
        .split("\n```vim\n")
        .skip(1)
        .map(|rest| rest.split("\n```\n").next().unwrap())
        .collect();
    assert_eq!(blocks.len(), 2);
    // Stands for the plugin, so that what it is told is seen.
    let plugin = "call mkdir('autoload')\n\
                  call writefile(['function! lsp#register_server(server)', \
                  'call add(g:said, join(a:server.cmd(0)) . '' for '' . join(a:server.allowlist))', \
                  'endfunction'], 'autoload/lsp.vim')\n\
                  set runtimepath^=.";
    for editor in editors() {
        let script = format!(
            "set cpoptions&vim\n{}\n{plugin}\ndoautocmd User lsp_setup\nedit\ndoautocmd BufWritePost",
            blocks.join("\n")
        );
        let (text, said) = edited(editor, "tree.cert", "a>>b\n", &script);
        assert_eq!(said, ["certdot lsp for certdot"], "in {}", editor.0);
        assert_eq!(text, "a >> b\n", "in {}", editor.0);
    }
}
