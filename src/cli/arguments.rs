//! What can be said on the command line.

use std::env::ArgsOs;
use std::ffi::OsString;
use std::path::PathBuf;

use clap::builder::PossibleValuesParser;
use clap::builder::TypedValueParser;
use clap::{ArgAction, Args, ColorChoice, Parser, Subcommand, ValueEnum, ValueHint};
use clap_complete::Shell;

use crate::attributes::{LAYOUTS, THEMES};
use crate::diagnostics::{Code, Levels, Severity};
use crate::pictures::Kind;

const USAGE: &str = "\
certdot [OPTIONS] [FILE]
       certdot render [OPTIONS] FILE...
       certdot check [OPTIONS] FILE...
       certdot fmt [OPTIONS] FILE...
       certdot md [OPTIONS] FILE...
       certdot mdbook [supports RENDERER | install [DIR]]
       certdot pandoc [OPTIONS] [FORMAT]
       certdot watch [OPTIONS] FILE
       certdot lsp [OPTIONS]
       certdot icons [OPTIONS] [sheet] [WORD]
       certdot catalogue [NAME]
       certdot explain [CODE|WORD]
       certdot completions SHELL
       certdot man [COMMAND]";

/// The tree compiles as it stands.
const EXAMPLES: &str = "\
Write a tree, say in tree.cert:
  diagram \"From developer to architect\"
  node linux \"Linux\"                                      // one node, shared by both groups
  group \"Cloud\" { linux >> docker >> kubernetes }         // a box, and arrows in it
  group \"Data\"  { linux >> sql >> dive >> \"big data\" }    // `dive` makes its arrow a dashed one
  linux >> edge \"or\" [color=red] >> windows \"Windows\"     // an arrow with a label and a colour

Draw it:
  certdot render tree.cert                              tree.svg, beside it
  certdot render tree.cert -o tree.png                  the ending tells the kind of picture
  certdot tree.cert | dot -Tpng > tree.png              with Graphviz's own options
  certdot tree.cert -o tree.gv                          only the DOT, in a file
  echo 'learn >> practise >> teach' | certdot           from standard input

See it while you write it:
  certdot watch --open tree.cert                        in a browser, drawn anew when you save

Mend it:
  certdot check *.cert                                  all mistakes in many files
  certdot check --deny-warnings *.cert                  the same, strictly, for a build
  certdot check -A W0504 tree.cert                      without warnings of cycles
  certdot fmt *.cert                                    the same style in all files
  certdot explain E0202                                 more about a message
  certdot explain node                                  what the documentation has on a word";

/// Draws skill trees, certification paths and roadmaps from text: compiles a .cert file to Graphviz DOT.
#[derive(Debug, Parser)]
#[command(name = "certdot", version, about, override_usage = USAGE, after_help = EXAMPLES)]
pub(super) struct Arguments {
    #[command(subcommand)]
    pub(super) command: Option<Command>,

    #[command(flatten)]
    pub(super) compile: Compile,
}

/// The same without commands, for the commonest calls: to describe all commands to clap takes longer than to compile a
/// small tree.
#[derive(Debug, Parser)]
#[command(
    name = "certdot",
    disable_help_flag = true,
    disable_version_flag = true
)]
struct WithoutCommands {
    #[command(flatten)]
    compile: Compile,
}

/// What `certdot` takes without a command.
#[derive(Debug, Args)]
pub(super) struct Compile {
    /// The file to draw; `-`, or none when something is piped in, is standard input
    #[arg(value_hint = ValueHint::FilePath)]
    pub(super) file: Option<PathBuf>,

    // What is too much is taken in as well, to be answered with what was meant.
    #[arg(hide = true, value_hint = ValueHint::FilePath)]
    pub(super) more: Vec<PathBuf>,

    /// Write the DOT to FILE instead of standard output; on any failure FILE stays as it was
    #[arg(short, long, value_name = "FILE", value_hint = ValueHint::FilePath)]
    pub(super) output: Option<PathBuf>,

    #[command(flatten)]
    pub(super) common: Common,
}

/// The names of all commands.
const COMMANDS: [&str; 14] = [
    "render",
    "icons",
    "check",
    "fmt",
    "md",
    "mdbook",
    "pandoc",
    "watch",
    "lsp",
    "explain",
    "catalogue",
    "completions",
    "man",
    "help",
];

impl Arguments {
    /// Those of this process.
    pub(super) fn of_process() -> clap::error::Result<Arguments> {
        let names_a_command = |said: &OsString| COMMANDS.iter().any(|command| said == command);
        if !std::env::args_os()
            .skip(1)
            .any(|said| names_a_command(&said))
            && let Ok(WithoutCommands { compile }) = parsed(std::env::args_os())
        {
            return Ok(Arguments {
                command: None,
                compile,
            });
        }
        parsed(std::env::args_os())
    }
}

fn parsed<P: Parser>(arguments: ArgsOs) -> clap::error::Result<P> {
    let mut command = P::command();
    let mut matches = command.try_get_matches_from_mut(arguments)?;
    let parsed = P::from_arg_matches_mut(&mut matches);
    // The end of the process frees it at once; piece by piece it takes as long as to write a small graph.
    std::mem::forget(command);
    parsed.map_err(|error| error.format(&mut P::command()))
}

#[derive(Debug, Subcommand)]
pub(super) enum Command {
    /// Draw pictures: SVG, PNG, PDF; with Graphviz where it is installed, else with an engine that is built in
    #[command(
        after_help = "Examples:\n  certdot render tree.cert                    tree.svg, beside it\n  certdot render tree.cert -o tree.png        the ending tells the kind\n  certdot render *.cert -o pictures/          many at once\n  echo 'a >> b' | certdot render - -T png > ab.png"
    )]
    #[command(override_usage = "certdot render [OPTIONS] FILE...")]
    Render(Drawing),
    /// List the icons that can be used, with their licences and where they come from; or draw them on a sheet
    #[command(
        override_usage = "certdot icons [OPTIONS] [WORD]\n       certdot icons sheet [OPTIONS] [WORD]",
        after_help = "Examples:\n  certdot icons                               all names\n  certdot icons cloud                         those that hold a word\n  certdot icons sheet -o icons.svg            all on one sheet, to be looked at in a browser\n\nWith your own in a folder, and packs of Iconify:\n  certdot icons --icons my/icons              files; of a pack, its name and how many it has\n  certdot icons --icons my/icons lucide:      all icons of the pack `lucide`\n  certdot icons --icons my/icons lucide:book  those of them that hold a word\n  npm install @iconify-json/lucide            gets a pack; then it is found with `--icons .`"
    )]
    Icons {
        /// A word that the names hold; `pack:` or `pack:word` for the icons of one pack
        #[arg(value_name = "WORD", num_args = 0..=2)]
        words: Vec<String>,

        /// Write the sheet to FILE instead of standard output
        #[arg(short, long, value_name = "FILE", value_hint = ValueHint::FilePath)]
        output: Option<PathBuf>,
    },
    /// Report the mistakes in files, and draw nothing
    #[command(
        override_usage = "certdot check [OPTIONS] FILE...",
        after_help = "Examples:\n  certdot check tree.cert\n  certdot check --deny-warnings *.cert                  warnings fail too\n  certdot check --message-format short *.cert           one message a line, for editors\n  certdot check --message-format json tree.cert         for programs"
    )]
    Check {
        /// The files to check; `-` is standard input
        #[arg(required = true, value_name = "FILE", value_hint = ValueHint::FilePath)]
        files: Vec<PathBuf>,
    },
    /// Write files in the one style: in place, comments kept; lines with mistakes stay as they are
    #[command(
        override_usage = "certdot fmt [OPTIONS] FILE...",
        after_help = "Examples:\n  certdot fmt tree.cert                  in place\n  certdot fmt --check *.cert             list what would change, and fail if anything would\n  certdot fmt --diff tree.cert           show what would change\n  certdot fmt - < old.cert > new.cert    as a filter"
    )]
    Fmt {
        /// The files to format; `-` filters standard input
        #[arg(required = true, value_name = "FILE", value_hint = ValueHint::FilePath)]
        files: Vec<PathBuf>,

        /// Write nothing; list the files that would change, and exit with 1 if there are any
        #[arg(long)]
        check: bool,

        /// Write nothing; show what would change
        #[arg(long)]
        diff: bool,
    },
    /// Draw the trees in Markdown: fenced `cert` blocks and images that are .cert files become pictures
    #[command(
        override_usage = "certdot md [OPTIONS] FILE...",
        after_help = "A fenced block whose first word is `cert` becomes a picture; `cert source` stays code. So does an image that is a .cert\nfile: ![What it shows](tree.cert). Options stand in the tree: diagram \"Title\" [alt=\"…\", theme=auto].\n\nExamples:\n  certdot md page.md > page-with-pictures.md         pictures inside the page, as SVG\n  certdot md page.md -o out.md --assets pictures     pictures in files beside it\n  certdot md docs/*.md -o site                       many at once, into a folder\n  certdot md --check docs/*.md                       only report what is wrong, for a build\n  certdot md --strict docs/*.md -o site              fail if anything is wrong"
    )]
    Md(Documents),
    /// Draw the trees in a book of mdBook's: a preprocessor, which mdBook starts; `install` tells book.toml of it
    #[command(
        override_usage = "certdot mdbook\n       certdot mdbook supports RENDERER\n       certdot mdbook install [DIR]",
        after_help = "Examples:\n  certdot mdbook install          in the folder of book.toml; then `mdbook build` draws all `cert` blocks\n  certdot mdbook supports html    what mdBook asks\n\nIn book.toml, under [preprocessor.certdot]: strict = true fails if anything is wrong; theme = \"light\" is the theme\nof all trees that name none (without it, they follow the book's)."
    )]
    Mdbook {
        /// What to do instead of serving mdBook: `supports RENDERER` or `install [DIR]`
        #[arg(value_name = "WORD", num_args = 0..=2)]
        words: Vec<String>,
    },
    /// Filter a document for pandoc: trees in the JSON that it writes become pictures
    #[command(
        override_usage = "certdot pandoc [OPTIONS] [FORMAT]",
        after_help = "pandoc starts a filter with the format that it writes: HTML gets SVG in the page; EPUB and what is opened in an\noffice get pictures inside the file; LaTeX and all others get files in certdot-media. `certdot explain documents` has more.\n\nExamples:\n  pandoc -t json page.md | certdot pandoc html | pandoc -f json -s -o page.html\n  pandoc -t json page.md | certdot pandoc latex --media figures | pandoc -f json -o page.tex\n  pandoc --filter certdot-pandoc page.md -o page.docx    with the script in integrations/pandoc"
    )]
    Pandoc(Pandoc),
    /// Show a picture in a browser, and draw it anew whenever its file is saved; with -o, write it anew
    #[command(
        override_usage = "certdot watch [OPTIONS] FILE",
        after_help = "The page is for this machine only. In it, + and - zoom, the arrow keys move, 0 fits, / searches, and a click on a node\nshows where it is said. Ctrl-C ends it.\n\nExamples:\n  certdot watch tree.cert                  prints the address of the page\n  certdot watch --open tree.cert           opens it in the browser\n  certdot watch --port 8080 tree.cert      at the same address each time\n  certdot watch tree.cert -o tree.svg      no page: writes tree.svg anew at each save"
    )]
    Watch(Watching),
    /// Serve an editor: the language server, on the standard streams
    #[command(
        override_usage = "certdot lsp [OPTIONS]",
        after_help = "An editor starts it; `certdot explain editors` says how for each.\n\nExamples:\n  certdot lsp\n  certdot lsp --icons my/icons -A W0504    with icons of your own, without warnings of cycles"
    )]
    Lsp,
    /// Say what the code of a message means, or what the documentation has on a word; without either, list what there is
    // The options of the others say nothing to it, so its help does not list them.
    #[command(
        help_template = "{about-with-newline}\n{usage-heading} {usage}{after-help}",
        override_usage = "certdot explain [CODE|WORD]",
        after_help = "Examples:\n  certdot explain E0202       what the message means, with a wrong and a right example\n  certdot explain node        what `node` does, and all attributes of a node\n  certdot explain penwidth    what an attribute does, and what it takes\n  certdot explain language    the whole page about the language\n  certdot explain             the list of all codes, pages and parts of them"
    )]
    Explain {
        /// A code as messages print it, such as E0202; or a word, such as node, icons or language
        #[arg(value_name = "CODE|WORD")]
        word: Option<String>,
    },
    /// List the certs of a catalogue that `use` can take; without a name, list all catalogues
    // As with `explain`.
    #[command(
        help_template = "{about-with-newline}\n{usage-heading} {usage}{after-help}",
        override_usage = "certdot catalogue [NAME]",
        after_help = "Examples:\n  certdot catalogue aws    the certs of AWS: name, code, level, label, address\n  certdot catalogue        the list of all catalogues"
    )]
    Catalogue {
        /// A name as `use` takes it, such as aws
        name: Option<String>,
    },
    /// Print a script that lets a shell complete this program's arguments
    // As with `explain`.
    #[command(
        help_template = "{about-with-newline}\n{usage-heading} {usage}{after-help}",
        override_usage = "certdot completions SHELL",
        after_help = "Shells: bash, elvish, fish, powershell, zsh\n\nExamples:\n  certdot completions bash > ~/.local/share/bash-completion/completions/certdot\n  certdot completions zsh > ~/.zfunc/_certdot        with `fpath+=~/.zfunc` in ~/.zshrc\n  certdot completions fish > ~/.config/fish/completions/certdot.fish"
    )]
    Completions {
        /// The shell
        shell: Shell,
    },
    /// Print the manual page, or that of a command
    // As with `explain`.
    #[command(
        help_template = "{about-with-newline}\n{usage-heading} {usage}{after-help}",
        override_usage = "certdot man [COMMAND]",
        after_help = "Examples:\n  certdot man | man -l -                                   read it\n  certdot man > ~/.local/share/man/man1/certdot.1          then `man certdot` finds it\n  certdot man render > ~/.local/share/man/man1/certdot-render.1"
    )]
    Man {
        /// A command, such as render
        command: Option<String>,
    },
}

/// What `render` takes.
#[derive(Debug, Args)]
pub(super) struct Drawing {
    /// The files to draw; `-` is standard input
    #[arg(required = true, value_name = "FILE", value_hint = ValueHint::FilePath)]
    pub(super) files: Vec<PathBuf>,

    /// The kind of picture [default: as the output's ending tells, else svg]
    #[arg(short = 'T', long = "type", value_name = "KIND",
          value_parser = PossibleValuesParser::new(Kind::ALL.map(Kind::ending)).map(|ending| Kind::of_ending(&ending).unwrap_or(Kind::Svg)))]
    pub(super) kind: Option<Kind>,

    /// A file, a folder, or `-` for standard output [default: beside the input]
    #[arg(short, long, value_name = "FILE|DIR", value_hint = ValueHint::AnyPath)]
    pub(super) output: Option<PathBuf>,

    /// What lays out: Graphviz's `dot`, the engine that is built in, or `dot` where it is found
    #[arg(long, value_name = "ENGINE", default_value = "auto")]
    pub(super) engine: EngineChoice,

    /// How to lay out, in place of what the diagram says
    #[arg(long, value_name = "LAYOUT", value_parser = PossibleValuesParser::new(LAYOUTS.list()))]
    pub(super) layout: Option<String>,

    /// The theme, in place of what the diagram says
    #[arg(long, value_name = "THEME", value_parser = PossibleValuesParser::new(THEMES.list()))]
    pub(super) theme: Option<String>,

    /// Pixels of a PNG per 1/96 inch
    #[arg(long, value_name = "N", default_value_t = 2.0, value_parser = scale)]
    pub(super) scale: f32,

    /// What the ids of an SVG begin with, if it stands in a page beside another of the same tree
    #[arg(long, value_name = "PREFIX", value_parser = id_prefix)]
    pub(super) id_prefix: Option<String>,

    /// How many seconds the layout of a picture may take
    #[arg(long, value_name = "SECONDS", default_value_t = 120, value_parser = clap::value_parser!(u64).range(1..=86_400))]
    pub(super) timeout: u64,

    /// How many pictures to draw at the same time [default: one a processor]
    #[arg(short, long, value_name = "N", value_parser = jobs)]
    pub(super) jobs: Option<usize>,

    /// Draw anew what has been drawn before
    #[arg(long)]
    pub(super) no_cache: bool,
}

/// What `md` takes.
#[derive(Debug, Args)]
pub(super) struct Documents {
    /// The pages; `-` is standard input
    #[arg(required_unless_present = "json", value_name = "FILE", value_hint = ValueHint::FilePath)]
    pub(super) files: Vec<PathBuf>,

    /// Serve a program: read pages and trees as JSON from standard input, and write what becomes of them; see
    /// `certdot explain documents`
    #[arg(long, conflicts_with_all = ["files", "output", "assets", "check"])]
    pub(super) json: bool,

    /// A file, or a folder for several [default: standard output]
    #[arg(short, long, value_name = "FILE|DIR", value_hint = ValueHint::AnyPath)]
    pub(super) output: Option<PathBuf>,

    /// Put pictures into the pages, as SVG; this is what is done without --assets
    #[arg(long, conflicts_with = "assets")]
    pub(super) inline: bool,

    /// Put pictures into files in DIR, named by what is in them, and images of them into the pages
    #[arg(long, value_name = "DIR", value_hint = ValueHint::DirPath)]
    pub(super) assets: Option<PathBuf>,

    /// The kind of the files that --assets makes
    #[arg(short = 'T', long = "type", value_name = "KIND", default_value = "svg", requires = "assets",
          value_parser = PossibleValuesParser::new(["svg", "png"]).map(|ending| Kind::of_ending(&ending).unwrap_or(Kind::Svg)))]
    pub(super) kind: Kind,

    /// The theme, in place of what the diagrams say
    #[arg(long, value_name = "THEME", value_parser = PossibleValuesParser::new(THEMES.list()))]
    pub(super) theme: Option<String>,

    /// Draw and write nothing; report what is wrong, and exit with 1 if there are errors
    #[arg(long)]
    pub(super) check: bool,

    /// How many seconds the layout of a picture may take
    #[arg(long, value_name = "SECONDS", default_value_t = 120, value_parser = clap::value_parser!(u64).range(1..=86_400))]
    pub(super) timeout: u64,
}

/// What `pandoc` takes.
#[derive(Debug, Args)]
pub(super) struct Pandoc {
    /// The format that pandoc writes [default: html]
    #[arg(value_name = "FORMAT")]
    pub(super) format: Option<String>,

    /// Put pictures that must be files into DIR [default: `certdot-media` in the document's metadata, else certdot-media]
    #[arg(long, value_name = "DIR", value_hint = ValueHint::DirPath)]
    pub(super) media: Option<PathBuf>,

    /// The theme, in place of what the diagrams say [default: `certdot-theme` in the document's metadata]
    #[arg(long, value_name = "THEME", value_parser = PossibleValuesParser::new(THEMES.list()))]
    pub(super) theme: Option<String>,

    /// How many seconds the layout of a picture may take
    #[arg(long, value_name = "SECONDS", default_value_t = 120, value_parser = clap::value_parser!(u64).range(1..=86_400))]
    pub(super) timeout: u64,
}

/// What `watch` takes.
#[derive(Debug, Args)]
pub(super) struct Watching {
    /// The file to follow, with all files and icons that it uses
    #[arg(value_name = "FILE", value_hint = ValueHint::FilePath)]
    pub(super) file: PathBuf,

    /// Write the picture to FILE, whose ending tells the kind, and show no page
    #[arg(short, long, value_name = "FILE", value_hint = ValueHint::FilePath)]
    pub(super) output: Option<PathBuf>,

    /// The port of the page [default: a free one]
    #[arg(
        long,
        value_name = "N",
        default_value_t = 0,
        hide_default_value = true,
        conflicts_with = "output"
    )]
    pub(super) port: u16,

    /// Open the page in the browser
    #[arg(long, conflicts_with = "output")]
    pub(super) open: bool,

    /// How to lay out, in place of what the diagram says
    #[arg(long, value_name = "LAYOUT", value_parser = PossibleValuesParser::new(LAYOUTS.list()))]
    pub(super) layout: Option<String>,

    /// The theme, in place of what the diagram says [default: in a page that leaves it open, the page's]
    #[arg(long, value_name = "THEME", value_parser = PossibleValuesParser::new(THEMES.list()))]
    pub(super) theme: Option<String>,

    /// How many seconds the layout may take
    #[arg(long, value_name = "SECONDS", default_value_t = 120, value_parser = clap::value_parser!(u64).range(1..=86_400))]
    pub(super) timeout: u64,
}

/// What lays out.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(super) enum EngineChoice {
    /// Graphviz's `dot` where it is found, else the one that is built in
    Auto,
    /// Graphviz's `dot`
    Dot,
    /// The engine that is built in
    Embedded,
}

fn scale(said: &str) -> Result<f32, String> {
    match said.parse::<f32>() {
        Ok(scale) if (0.1..=20.0).contains(&scale) => Ok(scale),
        _ => Err("a number from 0.1 to 20 is expected".to_owned()),
    }
}

fn id_prefix(said: &str) -> Result<String, String> {
    let mut characters = said.chars();
    let begins_well = characters
        .next()
        .is_some_and(|first| first.is_ascii_alphabetic());
    match begins_well && characters.all(|c| c.is_ascii_alphanumeric() || "-_".contains(c)) {
        true => Ok(said.to_owned()),
        false => Err("a letter is expected, and behind it letters, digits, `-` and `_`".to_owned()),
    }
}

fn jobs(said: &str) -> Result<usize, String> {
    match said.parse::<usize>() {
        Ok(jobs) if (1..=256).contains(&jobs) => Ok(jobs),
        _ => Err("a whole number from 1 to 256 is expected".to_owned()),
    }
}

/// What all commands take.
#[derive(Debug, Args)]
// After those of the command itself, and in one order everywhere.
#[command(next_display_order = 100)]
pub(super) struct Common {
    /// Keep `use` and icons below DIR [default: the working directory if the file lies in it, else the file's folder]
    #[arg(long, value_name = "DIR", value_hint = ValueHint::DirPath, global = true)]
    pub(super) root: Option<PathBuf>,

    /// Look for icons in DIR too; may be given several times
    #[arg(long, value_name = "DIR", value_hint = ValueHint::DirPath, global = true)]
    pub(super) icons: Vec<PathBuf>,

    /// How messages are printed: with source lines, one a line, or as one JSON object a line
    #[arg(long, value_name = "FORMAT", default_value = "human", global = true)]
    pub(super) message_format: MessageFormat,

    /// Take warnings for errors; `md` fails if anything is wrong
    #[arg(long, visible_alias = "strict", global = true)]
    pub(super) deny_warnings: bool,

    /// Do not report this warning, such as W0504; may be given several times
    #[arg(short = 'A', long = "allow", value_name = "CODE", global = true, ignore_case = true, hide_possible_values = true,
          value_parser = PossibleValuesParser::new(warning_names()))]
    pub(super) allowed: Vec<String>,

    /// Report this warning as a warning, in spite of --allow and --deny-warnings; may be given several times
    #[arg(short = 'W', long = "warn", value_name = "CODE", global = true, ignore_case = true, hide_possible_values = true,
          value_parser = PossibleValuesParser::new(warning_names()))]
    pub(super) warned: Vec<String>,

    /// When to colour messages; `auto` heeds whether standard error is a terminal, and NO_COLOR
    #[arg(long, value_name = "WHEN", default_value_t = ColorChoice::Auto, global = true, action = ArgAction::Set)]
    pub(super) color: ColorChoice,
}

/// How messages are printed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(super) enum MessageFormat {
    /// With source lines
    Human,
    /// One a line
    Short,
    /// One JSON object a line
    Json,
}

impl Common {
    /// Which warnings are heard.
    pub(super) fn levels(&self) -> Levels {
        let codes = |names: &[String]| {
            names
                .iter()
                .filter_map(|name| Code::from_name(name))
                .collect()
        };
        Levels {
            deny_warnings: self.deny_warnings,
            allowed: codes(&self.allowed),
            warned: codes(&self.warned),
        }
    }
}

fn warning_names() -> Vec<&'static str> {
    Code::ALL
        .iter()
        .filter(|code| code.severity() == Severity::Warning)
        .map(|code| code.name())
        .collect()
}

#[cfg(test)]
mod tests {
    use clap::CommandFactory;

    #[test]
    fn the_arguments_are_consistent() {
        super::Arguments::command().debug_assert();
        super::WithoutCommands::command().debug_assert();
    }

    #[test]
    fn all_commands_are_known_by_name() {
        let mut command = super::Arguments::command();
        command.build();
        let names: Vec<&str> = command
            .get_subcommands()
            .map(clap::Command::get_name)
            .collect();
        assert_eq!(names, super::COMMANDS);
        assert!(
            command
                .get_subcommands()
                .all(|one| one.get_all_aliases().next().is_none())
        );
    }
}
