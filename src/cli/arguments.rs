//! The commands and options of the command line.

use std::env::ArgsOs;
use std::ffi::OsString;
use std::path::PathBuf;

use clap::builder::PossibleValuesParser;
use clap::builder::TypedValueParser;
use clap::{ArgAction, Args, ColorChoice, Parser, Subcommand, ValueEnum, ValueHint};
use clap_complete::Shell;

use crate::attributes::{LAYOUTS, THEMES};
use crate::diagnostics::{Code, Levels, Severity};
use crate::pictures::PictureKind;

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

/// A test compiles the tree and runs the commands.
const EXAMPLES: &str = "\
Write a tree, say in tree.cert:
  diagram \"From developer to architect\"
  node linux \"Linux\"                                      // one node, shared by both groups
  group \"Cloud\" { linux >> docker >> kubernetes }         // a box with arrows in it
  group \"Data\"  { linux >> sql >> dive >> \"big data\" }    // `dive` makes the arrow dashed
  linux >> edge \"or\" [color=red] >> windows \"Windows\"     // an arrow with a label and a color

Draw it:
  certdot render tree.cert                              writes tree.svg next to it
  certdot render tree.cert -o tree.png                  the ending decides the kind of picture
  certdot tree.cert | dot -Tpng > tree.png              with Graphviz's own options
  certdot tree.cert -o tree.gv                          only the DOT, in a file
  echo 'learn >> practice >> teach' | certdot           from standard input

Watch it while you write:
  certdot watch --open tree.cert                        in a browser, redrawn at each save

Check it:
  certdot check *.cert                                  all mistakes in many files
  certdot check --deny-warnings *.cert                  the same; warnings fail too
  certdot check -A W0504 tree.cert                      without warnings about cycles
  certdot fmt *.cert                                    rewrite all files in one style
  certdot explain E0202                                 more about a message
  certdot explain node                                  more about a word of the language";

/// Draws skill trees, certification paths and roadmaps from text; without a command, compiles a file to Graphviz DOT.
#[derive(Debug, Parser)]
#[command(name = "certdot", version, about, override_usage = USAGE, after_help = EXAMPLES)]
pub(super) struct Arguments {
    #[command(subcommand)]
    pub(super) command: Option<Command>,

    #[command(flatten)]
    pub(super) compile: Compile,
}

/// The same without commands, for the most common calls: describing all commands to clap takes longer than compiling a
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
    /// The file to compile, or `-` for standard input, which is the default if input is piped in
    #[arg(value_hint = ValueHint::FilePath)]
    pub(super) file: Option<PathBuf>,

    // Extra arguments are accepted too, so that the error can suggest what was meant.
    #[arg(hide = true, value_hint = ValueHint::FilePath)]
    pub(super) more: Vec<PathBuf>,

    /// Write the DOT to FILE instead of standard output; if anything fails, FILE does not change
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
    /// The arguments of this process.
    pub(super) fn of_process() -> clap::error::Result<Arguments> {
        let names_a_command = |said: &OsString| COMMANDS.iter().any(|command| said == command);
        if !std::env::args_os()
            .skip(1)
            .any(|said| names_a_command(&said))
            && let Ok(WithoutCommands { compile }) = parse_arguments(std::env::args_os())
        {
            return Ok(Arguments {
                command: None,
                compile,
            });
        }
        parse_arguments(std::env::args_os())
    }
}

fn parse_arguments<P: Parser>(arguments: ArgsOs) -> clap::error::Result<P> {
    let mut command = P::command();
    let mut matches = command.try_get_matches_from_mut(arguments)?;
    let parsed = P::from_arg_matches_mut(&mut matches);
    // The end of the process frees it at once; freeing it piece by piece takes as long as writing a small graph.
    std::mem::forget(command);
    parsed.map_err(|error| error.format(&mut P::command()))
}

#[derive(Debug, Subcommand)]
pub(super) enum Command {
    /// Draw pictures (SVG, PNG, PDF), with Graphviz if it is installed, otherwise with the built-in engine
    #[command(
        after_help = "Examples:\n  certdot render tree.cert                    writes tree.svg next to it\n  certdot render tree.cert -o tree.png        the ending decides the kind of picture\n  certdot render *.cert -o pictures/          many at once\n  echo 'a >> b' | certdot render - -T png > ab.png"
    )]
    #[command(override_usage = "certdot render [OPTIONS] FILE...")]
    Render(Drawing),
    /// List the icons that a tree can use, with license and origin, or draw them on a sheet
    #[command(
        override_usage = "certdot icons [OPTIONS] [WORD]\n       certdot icons sheet [OPTIONS] [WORD]",
        after_help = "Examples:\n  certdot icons                               all names\n  certdot icons cloud                         names that contain a word\n  certdot icons sheet -o icons.svg            all icons on one sheet, to open in a browser\n\nYour own icons, and Iconify packs:\n  certdot icons --icons my/icons              also files in that folder, and the packs in it\n  certdot icons --icons my/icons lucide:      all icons of the pack `lucide`\n  certdot icons --icons my/icons lucide:book  those whose names contain `book`\n  npm install @iconify-json/lucide            installs a pack; `--icons .` then finds it"
    )]
    Icons {
        /// List only names that contain WORD; `pack:` or `pack:WORD` lists the icons of one pack
        #[arg(value_name = "WORD", num_args = 0..=2)]
        words: Vec<String>,

        /// Write the sheet to FILE instead of standard output
        #[arg(short, long, value_name = "FILE", value_hint = ValueHint::FilePath)]
        output: Option<PathBuf>,
    },
    /// Report the mistakes in files without drawing anything
    #[command(
        override_usage = "certdot check [OPTIONS] FILE...",
        after_help = "Examples:\n  certdot check tree.cert\n  certdot check --deny-warnings *.cert                  warnings fail too\n  certdot check --message-format short *.cert           one line per message, for editors\n  certdot check --message-format json tree.cert         JSON, for programs"
    )]
    Check {
        /// The files to check; `-` is standard input
        #[arg(required = true, value_name = "FILE", value_hint = ValueHint::FilePath)]
        files: Vec<PathBuf>,
    },
    /// Rewrite files in the standard style; comments stay, and lines with mistakes do not change
    #[command(
        override_usage = "certdot fmt [OPTIONS] FILE...",
        after_help = "Examples:\n  certdot fmt tree.cert                  in place\n  certdot fmt --check *.cert             list the files that would change; fail if there are any\n  certdot fmt --diff tree.cert           show what would change\n  certdot fmt - < old.cert > new.cert    as a filter"
    )]
    Fmt {
        /// The files to format; `-` formats standard input to standard output
        #[arg(required = true, value_name = "FILE", value_hint = ValueHint::FilePath)]
        files: Vec<PathBuf>,

        /// Write nothing; list the files that would change, and exit with 1 if there are any
        #[arg(long)]
        check: bool,

        /// Write nothing; show what would change
        #[arg(long)]
        diff: bool,
    },
    /// Draw the trees in Markdown: fenced `cert` blocks and images of .cert files become pictures
    #[command(
        override_usage = "certdot md [OPTIONS] FILE...",
        after_help = "A fenced block whose first word is `cert` becomes a picture; `cert source` stays code. An image of\na .cert file becomes a picture too: ![What it shows](tree.cert). Options go into the tree:\ndiagram \"Title\" [alt=\"…\", theme=auto].\n\nExamples:\n  certdot md page.md > page-with-pictures.md         pictures inside the page, as SVG\n  certdot md page.md -o out.md --assets pictures     pictures in files of that folder\n  certdot md docs/*.md -o site                       many at once, into a folder\n  certdot md --check docs/*.md                       only report mistakes, for a build\n  certdot md --strict docs/*.md -o site              fail if anything is wrong"
    )]
    Md(Documents),
    /// Draw the trees in an mdBook book: a preprocessor; `install` adds it to book.toml
    #[command(
        override_usage = "certdot mdbook\n       certdot mdbook supports RENDERER\n       certdot mdbook install [DIR]",
        after_help = "Examples:\n  certdot mdbook install          in the folder of book.toml; then `mdbook build` draws the trees\n  certdot mdbook supports html    what mdBook asks before it builds\n\nIn book.toml, under [preprocessor.certdot]: strict = true fails the build if anything is wrong;\ntheme = \"light\" is the theme of trees that set none. By default they follow the theme of the book."
    )]
    Mdbook {
        /// `supports RENDERER` or `install [DIR]`; without either, draw the trees of the book that mdBook sends
        #[arg(value_name = "WORD", num_args = 0..=2)]
        words: Vec<String>,
    },
    /// Filter a pandoc document: trees in pandoc's JSON become pictures
    #[command(
        override_usage = "certdot pandoc [OPTIONS] [FORMAT]",
        after_help = "pandoc starts a filter with the format that it writes. HTML gets SVG in the page. EPUB, Word,\nOpenDocument and PowerPoint get pictures inside the file. LaTeX and all others get files in\ncertdot-media. `certdot explain documents` has more.\n\nExamples:\n  pandoc -t json page.md | certdot pandoc html | pandoc -f json -s -o page.html\n  pandoc -t json page.md | certdot pandoc latex --media figures | pandoc -f json -o page.tex\n  pandoc --filter certdot-pandoc page.md -o page.docx    with the script in integrations/pandoc"
    )]
    Pandoc(Pandoc),
    /// Show a picture in a browser and redraw it at each save; with -o, write it to a file instead
    #[command(
        override_usage = "certdot watch [OPTIONS] FILE",
        after_help = "Only this computer can open the page. In it, + and - zoom, the arrow keys move, 0 fits the picture\ninto the window, / searches, and a click on a node shows where it is mentioned. Ctrl-C ends it.\n\nExamples:\n  certdot watch tree.cert                  prints the address of the page\n  certdot watch --open tree.cert           opens it in the browser\n  certdot watch --port 8080 tree.cert      at the same address each time\n  certdot watch tree.cert -o tree.svg      no page; writes tree.svg at each save"
    )]
    Watch(Watching),
    /// Run the language server for an editor, on standard input and output
    #[command(
        override_usage = "certdot lsp [OPTIONS]",
        after_help = "Your editor starts it; `certdot explain editors` says how to set that up.\n\nExamples:\n  certdot lsp\n  certdot lsp --icons my/icons -A W0504    with your own icons, without warnings about cycles"
    )]
    Lsp,
    /// Explain the code of a message or a word of the language; without an argument, list all topics
    // The common options have no effect on it, so its help does not list them.
    #[command(
        help_template = "{about-with-newline}\n{usage-heading} {usage}{after-help}",
        override_usage = "certdot explain [CODE|WORD]",
        after_help = "Examples:\n  certdot explain E0202       what the message means, with a wrong and a right example\n  certdot explain node        what `node` does, and all attributes of a node\n  certdot explain penwidth    what an attribute does, and which values it takes\n  certdot explain language    the whole page about the language\n  certdot explain             a list of all codes, pages and sections"
    )]
    Explain {
        /// The code of a message, such as E0202, or a word, such as node, icons or language
        #[arg(value_name = "CODE|WORD")]
        word: Option<String>,
    },
    /// List the certs of a built-in catalogue; without a name, list the catalogues
    // As with `explain`.
    #[command(
        help_template = "{about-with-newline}\n{usage-heading} {usage}{after-help}",
        override_usage = "certdot catalogue [NAME]",
        after_help = "Examples:\n  certdot catalogue aws    the certs of AWS: name, code, level, label, address\n  certdot catalogue        all catalogues"
    )]
    Catalogue {
        /// The name of a catalogue, such as aws
        name: Option<String>,
    },
    /// Print a script with which a shell completes the arguments of certdot
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
    /// Print the manual page of certdot or of a command
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

/// The arguments of `render`.
#[derive(Debug, Args)]
pub(super) struct Drawing {
    /// The files to draw; `-` is standard input
    #[arg(required = true, value_name = "FILE", value_hint = ValueHint::FilePath)]
    pub(super) files: Vec<PathBuf>,

    /// The kind of picture [default: from the ending of the output, otherwise svg]
    #[arg(short = 'T', long = "type", value_name = "KIND",
          value_parser = PossibleValuesParser::new(PictureKind::ALL.map(PictureKind::ending)).map(|ending| PictureKind::of_ending(&ending).unwrap_or(PictureKind::Svg)))]
    pub(super) kind: Option<PictureKind>,

    /// A file, a folder, or `-` for standard output [default: next to the input]
    #[arg(short, long, value_name = "FILE|DIR", value_hint = ValueHint::AnyPath)]
    pub(super) output: Option<PathBuf>,

    /// What lays out and draws the picture
    #[arg(long, value_name = "ENGINE", default_value = "auto")]
    pub(super) engine: EngineChoice,

    /// The layout, instead of the one in the diagram
    #[arg(long, value_name = "LAYOUT", value_parser = PossibleValuesParser::new(LAYOUTS.list()))]
    pub(super) layout: Option<String>,

    /// The theme, instead of the one in the diagram
    #[arg(long, value_name = "THEME", value_parser = PossibleValuesParser::new(THEMES.list()))]
    pub(super) theme: Option<String>,

    /// Pixels of a PNG per 1/96 inch
    #[arg(long, value_name = "N", default_value_t = 2.0, value_parser = scale)]
    pub(super) scale: f32,

    /// How all ids in the SVG begin, for a page that shows the same tree twice
    #[arg(long, value_name = "PREFIX", value_parser = id_prefix)]
    pub(super) id_prefix: Option<String>,

    /// How many seconds the layout of a picture may take
    #[arg(long, value_name = "SECONDS", default_value_t = 120, value_parser = clap::value_parser!(u64).range(1..=86_400))]
    pub(super) timeout: u64,

    /// How many pictures to draw at the same time [default: one per processor]
    #[arg(short, long, value_name = "N", value_parser = jobs)]
    pub(super) jobs: Option<usize>,

    /// Draw everything again, without reading the cache
    #[arg(long)]
    pub(super) no_cache: bool,
}

/// The arguments of `md`.
#[derive(Debug, Args)]
pub(super) struct Documents {
    /// The pages; `-` is standard input
    #[arg(required_unless_present = "json", value_name = "FILE", value_hint = ValueHint::FilePath)]
    pub(super) files: Vec<PathBuf>,

    /// For other programs: read pages and trees as JSON from standard input, and write the results as JSON; see
    /// `certdot explain documents`
    #[arg(long, conflicts_with_all = ["files", "output", "assets", "check"])]
    pub(super) json: bool,

    /// A file, or a folder for several pages [default: standard output]
    #[arg(short, long, value_name = "FILE|DIR", value_hint = ValueHint::AnyPath)]
    pub(super) output: Option<PathBuf>,

    /// Put pictures into the pages as SVG, which is the default without --assets
    #[arg(long, conflicts_with = "assets")]
    pub(super) inline: bool,

    /// Write pictures to files in DIR, named by their content, and show them as images in the pages
    #[arg(long, value_name = "DIR", value_hint = ValueHint::DirPath)]
    pub(super) assets: Option<PathBuf>,

    /// The kind of files that --assets writes
    #[arg(short = 'T', long = "type", value_name = "KIND", default_value = "svg", requires = "assets",
          value_parser = PossibleValuesParser::new(["svg", "png"]).map(|ending| PictureKind::of_ending(&ending).unwrap_or(PictureKind::Svg)))]
    pub(super) kind: PictureKind,

    /// The theme, instead of those in the diagrams
    #[arg(long, value_name = "THEME", value_parser = PossibleValuesParser::new(THEMES.list()))]
    pub(super) theme: Option<String>,

    /// Draw and write nothing; report what is wrong, and exit with 1 if there are errors
    #[arg(long)]
    pub(super) check: bool,

    /// How many seconds the layout of a picture may take
    #[arg(long, value_name = "SECONDS", default_value_t = 120, value_parser = clap::value_parser!(u64).range(1..=86_400))]
    pub(super) timeout: u64,
}

/// The arguments of `pandoc`.
#[derive(Debug, Args)]
pub(super) struct Pandoc {
    /// The format that pandoc writes [default: html]
    #[arg(value_name = "FORMAT")]
    pub(super) format: Option<String>,

    /// The folder for pictures that must be files [default: `certdot-media` in the document's metadata, otherwise
    /// certdot-media]
    #[arg(long, value_name = "DIR", value_hint = ValueHint::DirPath)]
    pub(super) media: Option<PathBuf>,

    /// The theme, instead of those in the diagrams [default: `certdot-theme` in the document's metadata]
    #[arg(long, value_name = "THEME", value_parser = PossibleValuesParser::new(THEMES.list()))]
    pub(super) theme: Option<String>,

    /// How many seconds the layout of a picture may take
    #[arg(long, value_name = "SECONDS", default_value_t = 120, value_parser = clap::value_parser!(u64).range(1..=86_400))]
    pub(super) timeout: u64,
}

/// The arguments of `watch`.
#[derive(Debug, Args)]
pub(super) struct Watching {
    /// The file to watch, with all files and icons that it uses
    #[arg(value_name = "FILE", value_hint = ValueHint::FilePath)]
    pub(super) file: PathBuf,

    /// Write the picture to FILE, whose ending decides the kind of picture, and show no page
    #[arg(short, long, value_name = "FILE", value_hint = ValueHint::FilePath)]
    pub(super) output: Option<PathBuf>,

    /// The port of the page [default: a free port]
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

    /// The layout, instead of the one in the diagram
    #[arg(long, value_name = "LAYOUT", value_parser = PossibleValuesParser::new(LAYOUTS.list()))]
    pub(super) layout: Option<String>,

    /// The theme, instead of the one in the diagram [default: light or dark like the page, if the diagram has none]
    #[arg(long, value_name = "THEME", value_parser = PossibleValuesParser::new(THEMES.list()))]
    pub(super) theme: Option<String>,

    /// How many seconds the layout of the picture may take
    #[arg(long, value_name = "SECONDS", default_value_t = 120, value_parser = clap::value_parser!(u64).range(1..=86_400))]
    pub(super) timeout: u64,
}

/// What lays out and draws.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(super) enum EngineChoice {
    /// Graphviz's `dot` if it is found, otherwise the built-in engine
    Auto,
    /// Graphviz's `dot`
    Dot,
    /// The built-in engine
    Embedded,
}

fn scale(said: &str) -> Result<f32, String> {
    match said.parse::<f32>() {
        Ok(scale) if (0.1..=20.0).contains(&scale) => Ok(scale),
        _ => Err("expected a number from 0.1 to 20".to_owned()),
    }
}

fn id_prefix(said: &str) -> Result<String, String> {
    let mut characters = said.chars();
    let begins_well = characters
        .next()
        .is_some_and(|first| first.is_ascii_alphabetic());
    if begins_well && characters.all(|c| c.is_ascii_alphanumeric() || "-_".contains(c)) {
        Ok(said.to_owned())
    } else {
        Err("expected a letter, then letters, digits, `-` and `_`".to_owned())
    }
}

fn jobs(said: &str) -> Result<usize, String> {
    match said.parse::<usize>() {
        Ok(jobs) if (1..=256).contains(&jobs) => Ok(jobs),
        _ => Err("expected a whole number from 1 to 256".to_owned()),
    }
}

/// The options of all commands.
#[derive(Debug, Args)]
// After the command's own options, and in the same order everywhere.
#[command(next_display_order = 100)]
pub(super) struct Common {
    /// Read used files and icons only below DIR [default: the working directory if the file is in it, otherwise the
    /// file's folder]
    #[arg(long, value_name = "DIR", value_hint = ValueHint::DirPath, global = true)]
    pub(super) root: Option<PathBuf>,

    /// Look for icons in DIR too; can be repeated
    #[arg(long, value_name = "DIR", value_hint = ValueHint::DirPath, global = true)]
    pub(super) icons: Vec<PathBuf>,

    /// How to print messages: with source lines, one line each, or as JSON
    #[arg(long, value_name = "FORMAT", default_value = "human", global = true)]
    pub(super) message_format: MessageFormat,

    /// Treat warnings as errors; `md` then fails if anything is wrong
    #[arg(long, visible_alias = "strict", global = true)]
    pub(super) deny_warnings: bool,

    /// Do not report this warning, such as W0504; can be repeated
    #[arg(short = 'A', long = "allow", value_name = "CODE", global = true, ignore_case = true, hide_possible_values = true,
          value_parser = PossibleValuesParser::new(warning_names()))]
    pub(super) allowed: Vec<String>,

    /// Report this warning as a warning, despite --allow and --deny-warnings; can be repeated
    #[arg(short = 'W', long = "warn", value_name = "CODE", global = true, ignore_case = true, hide_possible_values = true,
          value_parser = PossibleValuesParser::new(warning_names()))]
    pub(super) warned: Vec<String>,

    /// When to color messages; `auto`: if standard error is a terminal and NO_COLOR is not set
    #[arg(long, value_name = "WHEN", default_value_t = ColorChoice::Auto, global = true, action = ArgAction::Set)]
    pub(super) color: ColorChoice,
}

/// The format of messages.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(super) enum MessageFormat {
    /// With source lines
    Human,
    /// One line per message
    Short,
    /// One JSON object per message, each on one line
    Json,
}

impl Common {
    /// Which warnings are reported, and how.
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
