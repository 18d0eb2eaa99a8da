//! Suggestions for wrong arguments: a command by another name, the option of another command.
//!
//! It uses clap's own declarations, and only runs when something is wrong.

use std::env;
use std::path::Path;

use clap::error::{ContextKind, ContextValue, ErrorKind};
use clap::{Arg, Command, CommandFactory};

use super::arguments::Arguments;
use super::paths::is_markdown;
use crate::diagnostics::render::{is_obeyed, printable};
use crate::nearest::Nearest;
use crate::pictures::PictureKind;

/// Commands, what they do, and what other programs call them.
const CALLED: [(&str, &str, &[&str]); 11] = [
    (
        "render",
        "draws pictures",
        &[
            "build", "compile", "convert", "draw", "export", "gen", "generate", "graph", "image",
            "img", "json", "layout", "make", "output", "paint", "pdf", "picture", "plot", "png",
            "run", "svg",
        ],
    ),
    (
        "check",
        "reports mistakes",
        &[
            "analyse", "analyze", "audit", "diagnose", "lint", "test", "validate", "verify", "vet",
        ],
    ),
    (
        "fmt",
        "formats",
        &[
            "beautify", "fix", "format", "prettify", "pretty", "reformat", "style", "tidy",
        ],
    ),
    (
        "watch",
        "shows a picture in the browser and redraws it when its file is saved",
        &[
            "browse", "dev", "display", "live", "open", "play", "preview", "serve", "server",
            "show", "start", "view",
        ],
    ),
    (
        "md",
        "draws the trees in Markdown",
        &["doc", "docs", "document", "documents", "markdown"],
    ),
    (
        "lsp",
        "serves an editor",
        &["editor", "langserver", "language-server", "ls"],
    ),
    (
        "catalogue",
        "lists the certs of the built-in catalogues",
        &["catalog", "catalogs", "certifications", "certs", "list"],
    ),
    ("icons", "lists icons", &["icon", "images"]),
    (
        "explain",
        "explains messages and the language",
        &["describe", "error", "language", "reference", "spec", "why"],
    ),
    (
        "completions",
        "prints a completion script for a shell",
        &["complete", "completion", "shell"],
    ),
    ("man", "prints the manual page", &["manpage", "manual"]),
];

/// Words with which other programs create a first file.
const BEGINNINGS: [&str; 6] = ["add", "create", "init", "new", "scaffold", "template"];

/// The commands that take Markdown files.
const TAKE_MARKDOWN: [&str; 3] = ["md", "check", "fmt"];

/// What was meant by arguments that clap refuses, if this is more helpful than clap's answer.
pub(super) fn answer(error: &clap::Error) -> Option<String> {
    let line = Line::new()?;
    let context = |kind| match error.get(kind) {
        Some(ContextValue::String(text)) => Some(text.as_str()),
        _ => None,
    };
    match error.kind() {
        ErrorKind::UnknownArgument => {
            if let Some(answer) = line.no_command() {
                return Some(answer);
            }
            let option = context(ContextKind::InvalidArg)?;
            let is_near = error.get(ContextKind::SuggestedArg).is_some();
            line.option(option, is_near)
        }
        ErrorKind::InvalidSubcommand => {
            let word = context(ContextKind::InvalidSubcommand)?;
            named_otherwise(
                word,
                &line.with(word, |_, command| vec![command.to_owned()]),
            )
        }
        ErrorKind::MissingRequiredArgument => {
            let ordered = line.in_order()?;
            Some(format!("the command comes first: `{ordered}`"))
        }
        _ => None,
    }
}

/// The message for words of which the first is not a file, as if it were a command.
pub(super) fn no_command(word: &Path) -> Option<String> {
    let line = Line::new()?;
    let first = line.words.first().map(|index| &line.arguments[*index])?;
    (word.to_str() == Some(first)).then(|| line.no_command())?
}

/// The same arguments with the command before the files, if there is one after them.
pub(super) fn in_order() -> Option<String> {
    Line::new()?.in_order()
}

/// Whether the arguments, some of which may be wrong, ask for messages as JSON.
pub(super) fn wants_json() -> bool {
    let arguments: Vec<_> = env::args_os().skip(1).collect();
    arguments
        .iter()
        .any(|argument| argument == "--message-format=json")
        || arguments
            .windows(2)
            .any(|two| two[0] == "--message-format" && two[1] == "json")
}

/// A command of a similar name.
pub(super) fn near(word: &str) -> Option<String> {
    let root = root();
    Nearest::new(root.get_subcommands().map(Command::get_name))
        .find(word)
        .map(str::to_owned)
}

/// The message for a word that other programs use for a command; `line` has that command in its place, for
/// callers that can build it.
pub(super) fn named_otherwise(word: &str, line: &dyn Fn(&str) -> Option<String>) -> Option<String> {
    let shown = printable(word);
    let word = word.to_lowercase();
    if BEGINNINGS.contains(&word.as_str()) {
        return Some(format!(
            "there is no command `{shown}`: a tree is a text file that you write; `certdot help` starts with one"
        ));
    }
    let (command, does, _) = CALLED
        .iter()
        .find(|(_, _, names)| names.contains(&word.as_str()))?;
    let line = line(command).unwrap_or_else(|| format!("certdot help {command}"));
    Some(format!(
        "there is no command `{shown}`; `{command}` {does}: `{line}`"
    ))
}

/// The declarations of the command line, with the common options on the outermost command.
fn root() -> Command {
    let mut root = Arguments::command();
    // It adds `help`.
    root.build();
    root
}

/// The arguments of this process, as they were typed.
struct Line {
    root: Command,
    arguments: Vec<String>,
    /// Which of them are neither options nor values of options.
    words: Vec<usize>,
}

impl Line {
    /// Nothing, if they contain something that cannot be repeated.
    fn new() -> Option<Line> {
        let arguments: Vec<String> = env::args_os()
            .skip(1)
            .map(|argument| argument.into_string().ok())
            .collect::<Option<_>>()?;
        if arguments
            .iter()
            .any(|argument| argument.contains(is_obeyed))
        {
            return None;
        }
        let root = root();
        let words = words(&root, &arguments);
        Some(Line {
            root,
            arguments,
            words,
        })
    }

    /// The command among the arguments.
    fn command(&self) -> Option<&Command> {
        let first = self.words.first()?;
        self.root.find_subcommand(&self.arguments[*first])
    }

    /// The message if the first word is in the place of a command and is not one.
    fn no_command(&self) -> Option<String> {
        let word = &self.arguments[*self.words.first()?];
        let is_file = is_path(word) || Path::new(word).exists();
        if is_file || self.root.find_subcommand(word).is_some() {
            return None;
        }
        let line = self.with(word, |word, command| {
            let mut words = vec![command.to_owned()];
            if command == "render" && PictureKind::of_ending(word).is_some() {
                words.extend(["-T".to_owned(), word.to_owned()]);
            }
            words
        });
        named_otherwise(word, &line).or_else(|| {
            let is_alone = self.words.len() == 1 && self.arguments.len() == 1;
            let near = near(word).filter(|_| !is_alone)?;
            let shown = printable(word);
            Some(format!(
                "there is no command `{shown}`; did you mean `{near}`?"
            ))
        })
    }

    /// The line with a command in place of a word, if that is right and has a file in it.
    fn with<'l>(
        &'l self,
        word: &'l str,
        instead: impl Fn(&str, &str) -> Vec<String> + 'l,
    ) -> impl Fn(&str) -> Option<String> + 'l {
        move |command| {
            let at = self.arguments.iter().position(|other| other == word)?;
            let mut arguments = self.arguments.clone();
            arguments.splice(at..=at, instead(word, command));
            let has_more = self.words.len() > 1;
            (has_more && is_right(&arguments)).then(|| as_typed(&arguments))
        }
    }

    /// The message for an option that this command does not have. `is_near` means that it has one of a similar name,
    /// which clap suggests.
    fn option(&self, option: &str, is_near: bool) -> Option<String> {
        let owners = self.owners(option);
        if let Some(command) = option.strip_prefix("--").filter(|_| owners.is_empty())
            && self.root.find_subcommand(command).is_some()
        {
            let mut arguments = self.arguments.clone();
            arguments.retain(|argument| argument != option);
            arguments.insert(0, command.to_owned());
            let line = if is_right(&arguments) {
                as_typed(&arguments)
            } else {
                format!("certdot help {command}")
            };
            return Some(format!("`{command}` is a command, without `--`: `{line}`"));
        }
        if owners.is_empty() {
            return if is_near {
                None
            } else {
                self.misspelled_option(option)
            };
        }
        let names: Vec<String> = owners.iter().map(|name| format!("`{name}`")).collect();
        let names = match names.split_last() {
            Some((last, most)) if !most.is_empty() => format!("{} and {last}", most.join(", ")),
            _ => names.concat(),
        };
        let instead = owners
            .iter()
            .find_map(|owner| self.given_to(owner))
            .map_or(String::new(), |line| format!(": `{line}`"));
        Some(match self.command() {
            Some(command) => format!(
                "`{}` has no `{option}`; it belongs to {names}{instead}",
                command.get_name()
            ),
            None => format!("`{option}` belongs to {names}{instead}"),
        })
    }

    /// The message for an option that no command has.
    fn misspelled_option(&self, option: &str) -> Option<String> {
        let typed_name = option.strip_prefix("--")?;
        let declared = self.root.get_subcommands().flat_map(Command::get_arguments);
        let names: Vec<&str> = declared.flat_map(longs).collect();
        let meant = format!("--{}", Nearest::new(names).find(typed_name)?);
        let change = |argument: &String| match argument.strip_prefix(option) {
            Some(value) if value.is_empty() || value.starts_with('=') => format!("{meant}{value}"),
            _ => argument.clone(),
        };
        let arguments: Vec<String> = self.arguments.iter().map(change).collect();
        // Whether a value follows is known only now.
        let line = Line {
            words: words(&self.root, &arguments),
            root: self.root.clone(),
            arguments,
        };
        let owner = *line.owners(&meant).first()?;
        let line = line
            .given_to(owner)
            .map_or(String::new(), |line| format!(": `{line}`"));
        let option = printable(option);
        Some(format!(
            "there is no option `{option}`; perhaps you meant `{meant}` of `{owner}`{line}"
        ))
    }

    /// The commands that have an option; those that the files suggest come first.
    fn owners(&self, option: &str) -> Vec<&str> {
        let has = |command: &&Command| {
            command.get_arguments().any(|argument| {
                longs(argument).any(|long| option == format!("--{long}"))
                    || shorts(argument).any(|short| option == format!("-{short}"))
            })
        };
        let mut owners: Vec<&str> = self
            .root
            .get_subcommands()
            .filter(has)
            .map(Command::get_name)
            .collect();
        if self.has_markdown() {
            owners.sort_by_key(|owner| *owner != "md");
        }
        owners
    }

    fn has_markdown(&self) -> bool {
        let words = self.words.iter().map(|word| &self.arguments[*word]);
        words.into_iter().any(|word| is_markdown(Path::new(word)))
    }

    /// The line with another command, if that is right and its other words are files.
    fn given_to(&self, command: &str) -> Option<String> {
        if self.has_markdown() && !TAKE_MARKDOWN.contains(&command) {
            return None;
        }
        let mut arguments = self.arguments.clone();
        let files = match self.command() {
            Some(_) => {
                arguments[self.words[0]] = command.to_owned();
                &self.words[1..]
            }
            None => {
                arguments.insert(0, command.to_owned());
                &self.words[..]
            }
        };
        let is_file = |index: &usize| is_path(&self.arguments[*index]);
        let are_files = !files.is_empty() && files.iter().all(is_file);
        (are_files && is_right(&arguments)).then(|| as_typed(&arguments))
    }

    /// The line with its command before the files.
    fn in_order(&self) -> Option<String> {
        let is_command = |index: &&usize| {
            self.root
                .find_subcommand(&self.arguments[**index])
                .is_some()
        };
        let at = *self.words.iter().skip(1).find(is_command)?;
        if self.command().is_some() {
            return None;
        }
        let mut arguments = self.arguments.clone();
        let command = arguments.remove(at);
        arguments.insert(0, command);
        is_right(&arguments).then(|| as_typed(&arguments))
    }
}

/// Whether a word can only be the name of a file.
fn is_path(word: &str) -> bool {
    word == "-" || word.contains(['.', '/', '\\'])
}

fn longs(argument: &Arg) -> impl Iterator<Item = &str> {
    let aliases = argument.get_all_aliases().unwrap_or_default();
    argument.get_long().into_iter().chain(aliases)
}

fn shorts(argument: &Arg) -> impl Iterator<Item = char> + '_ {
    let aliases = argument.get_all_short_aliases().unwrap_or_default();
    argument.get_short().into_iter().chain(aliases)
}

/// Which arguments are neither options nor values of options, of any command.
fn words(root: &Command, arguments: &[String]) -> Vec<usize> {
    let declared = || {
        let commands = std::iter::once(root).chain(root.get_subcommands());
        commands.flat_map(Command::get_arguments)
    };
    let takes_value = |argument: &Arg| argument.get_action().takes_values();
    let mut words = Vec::new();
    let mut index = 0;
    while let Some(argument) = arguments.get(index) {
        if argument == "--" {
            words.extend(index + 1..arguments.len());
            break;
        }
        let takes_next = if let Some(long) = argument.strip_prefix("--") {
            declared().any(|a| longs(a).any(|name| name == long) && takes_value(a))
        } else if let Some(short) = argument.strip_prefix('-').filter(|rest| !rest.is_empty()) {
            // Of several in one word, a value can follow only the last.
            let last = short.chars().last();
            let is_first_with_value = short.chars().all(|c| {
                Some(c) == last || !declared().any(|a| shorts(a).any(|s| s == c) && takes_value(a))
            });
            is_first_with_value
                && declared().any(|a| shorts(a).any(|s| Some(s) == last) && takes_value(a))
        } else {
            words.push(index);
            false
        };
        index += 1 + usize::from(takes_next);
    }
    words
}

/// Whether clap takes these arguments.
fn is_right(arguments: &[String]) -> bool {
    let name = std::iter::once("certdot");
    let all = name.chain(arguments.iter().map(String::as_str));
    Arguments::command().try_get_matches_from(all).is_ok()
}

/// Arguments as typed in a shell.
fn as_typed(arguments: &[String]) -> String {
    let is_plain = |c: char| c.is_alphanumeric() || "._/=,:@%+-".contains(c);
    let quoted = arguments.iter().map(|argument| {
        if !argument.is_empty() && argument.chars().all(is_plain) {
            argument.clone()
        } else {
            format!("'{}'", argument.replace('\'', r"'\''"))
        }
    });
    format!("certdot {}", quoted.collect::<Vec<_>>().join(" "))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_others_call_commands_is_no_command_and_leads_to_one() {
        let root = root();
        let mut seen: Vec<&str> = Vec::new();
        for (command, _, names) in CALLED {
            assert!(root.find_subcommand(command).is_some(), "{command}");
            for name in names.iter().chain(&BEGINNINGS) {
                assert!(root.find_subcommand(name).is_none(), "{name}");
            }
            seen.extend(names);
        }
        let count = seen.len();
        seen.sort();
        seen.dedup();
        assert_eq!(seen.len(), count);
    }

    #[test]
    fn values_of_options_are_no_words() {
        let found = |line: &str| {
            let arguments: Vec<String> = line.split(' ').map(str::to_owned).collect();
            let words = words(&root(), &arguments);
            let words: Vec<String> = words.iter().map(|at| arguments[*at].clone()).collect();
            words.join(" ")
        };
        assert_eq!(found("--theme dark x.cert"), "x.cert");
        assert_eq!(found("--theme=dark x.cert"), "x.cert");
        assert_eq!(found("-T png x.cert"), "x.cert");
        assert_eq!(found("-Tpng x.cert"), "x.cert");
        assert_eq!(found("-j4 render x.cert -o y.svg -"), "render x.cert -");
        assert_eq!(found("--check x.cert"), "x.cert");
        assert_eq!(found("-- --theme x"), "--theme x");
    }

    #[test]
    fn what_a_shell_would_read_otherwise_is_quoted() {
        let arguments = ["render", "my tree.cert", "it's", ""].map(str::to_owned);
        assert_eq!(
            as_typed(&arguments),
            r"certdot render 'my tree.cert' 'it'\''s' ''"
        );
    }
}
