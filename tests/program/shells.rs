//! What shells and `man` are told of the command line.

use crate::folder::Folder;

/// What bash offers where the last of some words is being typed.
#[track_caller]
fn offered(folder: &Folder, words: &[&str]) -> Vec<String> {
    let (last, before) = (words[words.len() - 1], words[words.len() - 2]);
    let line = format!(
        "eval \"$(certdot completions bash)\"; COMP_WORDS=({}); COMP_CWORD={}; \
         _certdot certdot '{last}' '{before}'; printf '%s\\n' \"${{COMPREPLY[@]}}\"",
        words.join(" "),
        words.len() - 1
    );
    let mut bash = folder.command("bash");
    let output = bash.args(["-c", &line]).output().unwrap();
    assert!(output.stderr.is_empty(), "{output:?}");
    let offered = String::from_utf8(output.stdout).unwrap();
    offered.lines().map(str::to_owned).collect()
}

#[test]
fn bash_completes_commands_options_values_and_files() {
    let folder = Folder::new(&[]);
    assert_eq!(offered(&folder, &["certdot", "ren"]), ["render"]);
    assert_eq!(
        offered(&folder, &["certdot", "render", "--sca"]),
        ["--scale"]
    );
    let themes = offered(&folder, &["certdot", "render", "--theme", "d"]);
    assert_eq!(themes, ["dark"]);
    assert_eq!(offered(&folder, &["certdot", "fmt", "--ch"]), ["--check"]);
    // What it does not know of, bash completes as files.
    let script = folder.run(&["completions", "bash"]).stdout;
    assert!(script.contains("complete -F _certdot -o nosort -o bashdefault -o default certdot"));
}

#[test]
fn each_shell_has_a_script() {
    let folder = Folder::new(&[]);
    for shell in ["bash", "elvish", "fish", "powershell", "zsh"] {
        let outcome = folder.run(&["completions", shell]);
        assert_eq!((outcome.code, &*outcome.stderr), (Some(0), ""), "{shell}");
        for word in ["render", "no-cache", "catalogue"] {
            assert!(outcome.stdout.contains(word), "{word} for {shell}");
        }
    }
    folder
        .run(&["completions", "bsh"])
        .assert_refused(2, "'bash'");
}

#[test]
fn there_is_a_page_for_the_program_and_for_each_command() {
    let folder = Folder::new(&[]);
    let page = folder.run(&["man"]).stdout;
    assert!(page.contains(".TH certdot 1"), "{page}");
    assert!(page.contains("certdot render tree.cert"), "{page}");
    for command in ["render", "icons", "check", "fmt", "explain", "catalogue"] {
        assert!(
            page.contains(&format!("certdot\\-{command}(1)")),
            "{command}"
        );
        let page = folder.run(&["man", command]).stdout;
        assert!(page.contains(&format!(".TH certdot-{command} 1")), "{page}");
    }
    let outcome = folder.run(&["man", "rendr"]);
    outcome.assert_refused(2, "did you mean `render`?");
}
