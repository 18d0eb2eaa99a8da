//! Pictures and messages as HTML that every Markdown tool hands on as it is: on one line, in a block of its own.

/// A picture in a page: an SVG, as it was drawn.
pub fn figure(svg: &str, alt: &str) -> String {
    let label = if alt.is_empty() {
        String::new()
    } else {
        format!(" role=\"img\" aria-label=\"{}\"", escape(alt))
    };
    // It takes the room that there is, and no more; browsers would leave a tenth of a narrow page blank on either side.
    let svg = svg.replacen("<svg ", "<svg style=\"max-width:100%;height:auto\" ", 1);
    format!(
        "<figure class=\"certdot\"{label} style=\"margin-inline:0\">{}</figure>",
        one_line(&svg)
    )
}

/// The ground of pictures in the light theme: a white that nobody else writes.
const GROUND: &str = "#fffffe";

/// The switch between light and dark that a page has of its own, as selectors of what is around a picture.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Switch {
    /// Where the page is dark.
    pub dark: String,
    /// Where it is as its reader's system is, if it can be.
    pub system: Option<String>,
}

/// A picture that is dark where its reader's system is, made dark where the page is: its switch knows better.
pub fn dark_where(svg: &str, switch: &Switch) -> String {
    const BEGIN: &str = "<style>@media (prefers-color-scheme:dark){";
    const END: &str = "}</style>";
    let Some((before, rest)) = svg.split_once(BEGIN) else {
        return svg.to_owned();
    };
    let Some((rules, behind)) = rest.split_once(END) else {
        return svg.to_owned();
    };
    let below = |selector: &str| -> String {
        let rules = rules.split_inclusive('}');
        rules
            .map(|rule| format!(":is({selector}) {rule}"))
            .collect()
    };
    // The page has a ground of its own, which need not be this one.
    let id = rules
        .split_once('#')
        .and_then(|(_, rest)| rest.split_once('{'));
    let ground = id.map_or(String::new(), |(id, _)| {
        format!("#{id} [fill=\"{GROUND}\"]{{fill:none!important}}")
    });
    let system = switch.system.as_deref().map_or(String::new(), |selector| {
        format!("@media (prefers-color-scheme:dark){{{}}}", below(selector))
    });
    let dark = below(&switch.dark);
    format!("{before}<style>{dark}{system}{ground}</style>{behind}")
}

/// A picture with other addresses in its links: what a function returns for each, with `&` and the like escaped in both.
/// Addresses for which it returns nothing stay.
pub fn relink(svg: &str, elsewhere: impl Fn(&str) -> Option<String>) -> String {
    const LINK: &str = "<a xlink:href=\"";
    let mut pieces = svg.split(LINK);
    let mut out = pieces.next().unwrap_or_default().to_owned();
    for piece in pieces {
        let (address, rest) = piece.split_at(piece.find('"').unwrap_or_default());
        out.push_str(LINK);
        out.push_str(elsewhere(address).as_deref().unwrap_or(address));
        out.push_str(rest);
    }
    out
}

/// A picture that is a file, as Markdown.
pub fn image(file: &str, alt: &str) -> String {
    let alt: String = alt
        .chars()
        .map(|c| if c.is_control() { ' ' } else { c })
        .flat_map(|c| {
            let is_mark = c.is_ascii_punctuation() && !".,:;-/()'?!%+=".contains(c);
            is_mark.then_some('\\').into_iter().chain([c])
        })
        .collect();
    format!("![{alt}](<{}>)", file.replace(['<', '>', '\n'], ""))
}

/// A picture in the middle of a line: an SVG as the address of an image.
pub fn image_element(address: &str, alt: &str) -> String {
    format!(
        "<img class=\"certdot\" src=\"{}\" alt=\"{}\">",
        escape(address),
        escape(alt)
    )
}

/// What is shown in a page instead of a picture that cannot be drawn.
pub fn error_box(messages: &[String], source: &str) -> String {
    let items: String = messages
        .iter()
        .map(|message| format!("<li>{}</li>", escape(message)))
        .collect();
    let source = if source.is_empty() {
        String::new()
    } else {
        format!("<pre><code>{}</code></pre>", escape(source))
    };
    format!(
        "<div class=\"certdot-error\" role=\"alert\" style=\"border:1px solid #b71c1c;border-left-width:.3em;padding:.2em \
         1em;margin:1em 0\"><p><strong>This tree cannot be drawn.</strong></p><ul>{items}</ul>{source}</div>"
    )
}

/// The same in the middle of a line.
pub fn error_text(messages: &[String]) -> String {
    format!(
        "<strong class=\"certdot-error\" role=\"alert\">{}</strong>",
        escape(&messages.join("; "))
    )
}

/// Text as HTML has it, also between double quotes, and on one line.
fn escape(text: &str) -> String {
    let text = text.replace('\r', "");
    quick_xml::escape::escape(text).replace('\n', "&#10;")
}

/// A document on one line: a blank line would end the block that it is to Markdown. Between tags a line end is nothing.
fn one_line(svg: &str) -> String {
    let mut line = String::with_capacity(svg.len());
    for piece in svg.split(['\n', '\r']) {
        // In a tag, attributes stay apart.
        if line.ends_with(|c: char| c != '>') && !piece.starts_with('<') && !piece.is_empty() {
            line.push(' ');
        }
        line.push_str(piece);
    }
    line
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn everything_is_on_one_line() {
        let svg = "<svg width=\"1\"\n height=\"2\">\n<g>\n\n<text>a b</text></g></svg>\n";
        assert_eq!(
            figure(svg, "A \"b\""),
            "<figure class=\"certdot\" role=\"img\" aria-label=\"A &quot;b&quot;\" style=\"margin-inline:0\"><svg \
             style=\"max-width:100%;height:auto\" width=\"1\"  height=\"2\"><g><text>a b</text></g></svg></figure>"
        );
        let shown = error_box(&["a < b".to_owned()], "x\n\ny");
        assert!(shown.contains("<li>a &lt; b</li>") && shown.contains("x&#10;&#10;y"));
        assert!(!shown.contains('\n'));
    }

    #[test]
    fn a_page_can_say_where_it_is_dark() {
        let svg = "<svg id=\"c\"><style>@media (prefers-color-scheme:dark){#c{color:red}#c [fill=\"x\"]{fill:y}}</style></svg>";
        let mut switch = Switch {
            dark: "html.navy,html.coal".to_owned(),
            system: None,
        };
        assert_eq!(
            dark_where(svg, &switch),
            "<svg id=\"c\"><style>:is(html.navy,html.coal) #c{color:red}:is(html.navy,html.coal) #c \
             [fill=\"x\"]{fill:y}#c [fill=\"#fffffe\"]{fill:none!important}</style></svg>"
        );
        switch.system = Some(".auto".to_owned());
        let both = dark_where(svg, &switch);
        let system = "@media (prefers-color-scheme:dark){:is(.auto) #c{color:red}:is(.auto) #c [fill=\"x\"]{fill:y}}";
        assert!(both.contains(system), "{both}");
        assert_eq!(dark_where(&both, &switch), both, "once is enough");
        assert_eq!(dark_where("<svg/>", &switch), "<svg/>");
    }

    #[test]
    fn links_can_be_led_elsewhere() {
        let svg = "<g><a xlink:href=\"a.md?x&amp;y\"><text>a.md</text></a><a xlink:href=\"b\" target=\"a.md\">";
        let elsewhere = |address: &str| address.strip_prefix("a.md").map(|rest| format!("A{rest}"));
        assert_eq!(
            relink(svg, elsewhere),
            "<g><a xlink:href=\"A?x&amp;y\"><text>a.md</text></a><a xlink:href=\"b\" target=\"a.md\">"
        );
    }

    #[test]
    fn nothing_of_a_text_is_markdown() {
        assert_eq!(
            image("a/b.svg", "a *b* [c]"),
            "![a \\*b\\* \\[c\\]](<a/b.svg>)"
        );
    }
}
