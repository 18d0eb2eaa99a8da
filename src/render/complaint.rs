//! What Graphviz complains of, in certdot's words.

/// What Graphviz complains of, each thing once.
pub(super) fn sentences<'l>(lines: impl IntoIterator<Item = &'l str>) -> Vec<String> {
    let mut sentences: Vec<String> = Vec::new();
    for sentence in lines.into_iter().filter_map(sentence) {
        if !sentences.contains(&sentence) {
            sentences.push(sentence);
        }
    }
    sentences
}

/// A line of Graphviz's standard error as a sentence; nothing if it does not concern the user.
fn sentence(line: &str) -> Option<String> {
    let line = line.trim();
    let said = line
        .strip_prefix("Warning: ")
        .or_else(|| line.strip_prefix("Error: "))
        .unwrap_or(line);
    if said.is_empty() || is_of_the_system(said) {
        return None;
    }
    let sentence = if said.contains("syntax error in line") {
        format!("Graphviz cannot read the graph ({said}), which is a bug in certdot: report it")
    } else if let Some(rest) = said.strip_prefix("There is no layout engine support for ") {
        format!("this Graphviz has no layout {rest}: run `dot -c` as the user who installed it")
    } else if said.starts_with("Format: ") && said.contains("not recognized") {
        let form = said.split('"').nth(1).unwrap_or_default();
        format!("this Graphviz cannot write {}", form.to_uppercase())
    } else if said.starts_with("libpath/") || said.starts_with("lost ") {
        // Of a few graphs, Graphviz 2.43 loses edges this way.
        "Graphviz could not route an edge: try `--engine embedded`".to_owned()
    } else if said.contains("splines=ortho") {
        "Graphviz cannot place labels of edges with `splines=ortho`: use `xlabel`, or another `splines`".to_owned()
    } else {
        format!("Graphviz: {said}")
    };
    Some(sentence)
}

/// Whether a line is about the machine's fonts and settings, which the author of the tree cannot change.
fn is_of_the_system(said: &str) -> bool {
    ["Fontconfig ", "Pango-", "GLib", "(process:", "(dot:"]
        .iter()
        .any(|start| said.starts_with(start))
        || said.starts_with("Could not load") && said.contains("plugin")
        // JSON describes images and draws none.
        || said.starts_with("No loadimage plugin for") && said.contains(":json")
        // The built-in engine's tables of widths have few letters that are not ASCII.
        || said.contains("no value for width of non-ASCII character")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn graphviz_is_put_into_words() {
        for (line, words) in [
            (
                "Warning: <stdin>: syntax error in line 3 near '}'",
                "which is a bug in certdot: report it",
            ),
            (
                "There is no layout engine support for \"dot\"",
                "has no layout \"dot\"",
            ),
            (
                "Format: \"pdf\" not recognized. Use one of: canon",
                "this Graphviz cannot write PDF",
            ),
            (
                "Warning: Orthogonal edges do not currently handle edge labels. Try using xlabels (splines=ortho).",
                "`xlabel`",
            ),
            (
                "Warning: node 'a', graph 'G' size too small for label",
                "Graphviz: node 'a'",
            ),
        ] {
            assert!(
                sentence(line).is_some_and(|said| said.contains(words)),
                "{line}"
            );
        }
        for silent in [
            "",
            "  ",
            "Fontconfig error: Cannot load default config file",
        ] {
            assert_eq!(sentence(silent), None);
        }
    }
}
