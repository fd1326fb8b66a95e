//! The front page of a provider's crate, and its README: one source, of which the README shows less and links elsewhere.

use bindery_runtime::variable;

use crate::examples::{EXAMPLES, argument, target};
use crate::package::{self, VERSION};
use crate::polish::escape;
use crate::read::{self, Operation, Property};
use crate::spec::Spec;

/// The front page of the crate's docs: its examples run against the mock, where that is built, and its links stay inside.
pub fn page(spec: &Spec) -> String {
    let links = LINKS.map(|(name, place)| {
        let place = place.rsplit(['/', '#']).next().unwrap_or(place);
        let item = place.split('.').nth(1).unwrap_or(place);
        if place == "index.html" {
            format!("[`{name}`]: {}\n", url(spec, "mock/index.html"))
        } else {
            format!("[`{name}`]: crate::{item}\n")
        }
    });
    format!("{}\n{}", text(spec), links.concat())
}

/// The README: without the lines that only make an example run, and with links to docs.rs.
pub fn readme(spec: &Spec) -> String {
    let mut in_rust = false;
    let lines: String = text(spec)
        .lines()
        .filter(|line| {
            if line.starts_with("```") {
                in_rust = line.starts_with("```rust");
            }
            !(in_rust && (line.starts_with("# ") || *line == "#"))
        })
        .map(|line| format!("{line}\n"))
        .collect();
    let links = LINKS.map(|(name, place)| format!("[`{name}`]: {}\n", url(spec, place)));
    format!("{lines}\n{}", links.concat())
}

/// What the page speaks of, and where docs.rs has it.
const LINKS: [(&str, &str); 8] = [
    ("Error", "type.Error.html"),
    ("Client", "struct.Client.html"),
    ("Decimal", "struct.Decimal.html"),
    ("Timestamp", "struct.Timestamp.html"),
    ("Secret", "struct.Secret.html"),
    ("decode", "fn.decode.html"),
    ("inspect", "fn.inspect.html"),
    ("mock", "mock/index.html"),
];

fn url(spec: &Spec, place: &str) -> String {
    let name = &spec.provider;
    format!("https://docs.rs/bindery-{name}/latest/bindery_{name}/{place}")
}

fn text(spec: &Spec) -> String {
    let document = &spec.document;
    let title = package::title(spec);
    let name = &spec.provider;
    let description = escape(read::text(&document["info"], "description"));
    let page = read::text(&document["externalDocs"], "url");
    let mut text =
        format!("# bindery-{name}\n\nTyped bindings for the {title} API.\n\n{description}\n\n");
    if !page.is_empty() {
        text.push_str(&format!("The provider's own documentation: <{page}>.\n\n"));
    }
    text.push_str(&format!(
        "```toml\n[dependencies]\nbindery-{name} = \"{}\"\ntokio = {{ version = \"1\", features = [\"macros\", \"rt\"] }}\n```\n\n",
        VERSION.rsplit_once('.').map_or(VERSION, |(minor, _)| minor)
    ));
    text.push_str(&start(spec));
    text.push_str("\n## Operations\n\n| Method | Request | |\n|---|---|---|\n");
    for operation in read::operations(document) {
        text.push_str(&format!(
            "| `{}` | `{} {}` | {} |\n",
            operation.id,
            operation.method.to_uppercase(),
            operation.path,
            escape(read::text(operation.object, "summary"))
        ));
    }
    text.push_str(&credentials(spec));
    text.push_str(&base_url(spec));
    text.push_str(ANSWERS);
    text.push_str(&errors(spec));
    text.push_str(&types_only(spec));
    text.push_str(TESTS);
    text.push_str("\n## Features\n\n");
    text.push_str(FEATURES);
    if package::has_xml(spec) {
        text.push_str("- `xml` (default): answers in XML, decoded into the same types.\n");
    }
    text.push_str("- `schemars`: every type is a `JsonSchema` of schemars 1.\n- `mock`: for your tests, the module [`mock`].\n");
    text.push_str("\n## Examples\n\nEach runs as it is, against a mock on your machine, and against the provider once there are credentials in the environment.\n\n");
    for (example, about) in EXAMPLES {
        text.push_str(&format!("- `{}`: {about}.\n", target(spec, example)));
    }
    text.push_str(&quirks(spec));
    text.push_str("\n## Licence\n\nMIT or Apache-2.0, as you like.\n");
    text
}

/// The first example: complete, and run against the mock.
fn start(spec: &Spec) -> String {
    let name = &spec.provider;
    let (Some(operation), Some(scheme)) = (
        read::operations(&spec.document).next(),
        package::schemes(&spec.document).next(),
    ) else {
        return String::new();
    };
    let base = if has_servers(spec) {
        ""
    } else {
        "\n        .base_url(\"https://api.example.com\")"
    };
    format!(
        r#"```rust
use bindery_{name}::Client;

# #[cfg(not(feature = "mock"))]
# fn main() {{}}
# #[cfg(feature = "mock")]
#[tokio::main(flavor = "current_thread")]
async fn main() -> Result<(), Box<dyn std::error::Error>> {{
#     let mock = bindery_{name}::mock::Mock::start().await?;
    let {name} = Client::builder()
        .{call}{base}
#         .base_url(mock.base_url())
        .build()?;

    let answer = {name}.{id}({arguments}).await?;
    println!("{{answer:#?}}");
    Ok(())
}}
```

One client serves a whole program: clones are cheap, and share connections and tokens.
"#,
        call = scheme.call(),
        id = operation.id,
        arguments = arguments(&operation),
    )
}

/// A call's arguments, made up.
pub fn arguments(operation: &Operation<'_>) -> String {
    let arguments: Vec<String> = operation
        .arguments()
        .into_iter()
        .map(|p| match (p.required, read::kind(p.schema)) {
            (false, _) => "None".to_owned(),
            (_, read::Kind::Integer(_) | read::Kind::Number(_)) => argument(&p),
            (_, read::Kind::String("")) => format!("{:?}", argument(&p)),
            _ => format!("&{:?}.parse()?", argument(&p)),
        })
        .collect();
    arguments.join(", ")
}

fn credentials(spec: &Spec) -> String {
    let mut text = "\n## Credentials\n\nGive them to the builder, or let [`Client`]'s `from_env()` find them in the environment.\n\n| Builder | Environment | |\n|---|---|---|\n".to_owned();
    for scheme in package::schemes(&spec.document) {
        let variables: Vec<String> = scheme
            .words()
            .iter()
            .map(|w| format!("`{}`", variable(&spec.provider, w)))
            .collect();
        let call = scheme.call();
        let method = call.split('(').next().unwrap_or_default();
        text.push_str(&format!(
            "| `.{method}({})` | {} | {} |\n",
            scheme.words().join(", "),
            variables.join(", "),
            scheme.meaning()
        ));
    }
    text
}

fn base_url(spec: &Spec) -> String {
    let title = package::title(spec);
    let mut text = "\n## Base URL\n\n".to_owned();
    if has_servers(spec) {
        for server in read::items(&spec.document["servers"]) {
            text.push_str(&format!(
                "- `{}`: {}\n",
                read::text(server, "url"),
                escape(read::text(server, "description"))
            ));
        }
        text.push_str("\nThe first is the default. Choose another with `.base_url(…)`");
    } else {
        text.push_str(&format!(
            "{title} has no base URL that serves all its customers: give yours with `.base_url(…)`"
        ));
    }
    let variable = variable(&spec.provider, "base_url");
    text.push_str(&format!(", or with `{variable}` for `from_env()`.\n"));
    text
}

fn has_servers(spec: &Spec) -> bool {
    let servers = spec.document["servers"].as_array();
    servers.is_some_and(|servers| !servers.is_empty())
}

const ANSWERS: &str = r#"
## Answers

Money is a [`Decimal`], never a float. A time is a [`Timestamp`], which keeps the offset that the provider gave, or that it gave
none. A vocabulary is an open enum: a word that nobody documented arrives as `Unknown(word)`. A field that nobody documented is in
`extra`, and null is the same as absent. A [`Secret`] prints as `[redacted]`. [`inspect`] shows a value as JSON with its secrets
hidden, and what in it nobody documented.
"#;

fn errors(spec: &Spec) -> String {
    let name = &spec.provider;
    let Some(operation) = read::operations(&spec.document).next() else {
        return String::new();
    };
    let id = operation.id;
    let arguments = arguments(&operation);
    format!(
        r#"
## Errors

An [`Error`] says in a line what was being done, what came back and what to do, and never a credential. `body()` has the answer as
it came.

```rust
# #[cfg(feature = "client")]
# async fn example({name}: &bindery_{name}::Client) -> Result<(), Box<dyn std::error::Error>> {{
match {name}.{id}({arguments}).await {{
    Ok(answer) => println!("{{answer:?}}"),
    Err(error) if error.is_not_found() => println!("there is no such thing"),
    Err(error) if error.is_auth() => println!("the credentials are wrong, or do not suffice: {{error}}"),
    Err(error) if error.is_rate_limited() => println!("try again in {{:?}}", error.retry_after()),
    Err(error) if error.is_timeout() => println!("no answer in time"),
    Err(error) if error.is_decode() => println!("not as documented: {{error}}"),
    Err(error) => return Err(error.into()),
}}
# Ok(())
# }}
```

What is safe to send again was sent again before you see the error: connections that failed, 408, 429, 500, 502, 503, 504 and bodies
that broke off, up to three times in 60 seconds, with the wait that the provider asks for. `.attempts(…)` and `.timeout(…)` change
that, for a client or for one call.
"#
    )
}

fn types_only(spec: &Spec) -> String {
    let name = &spec.provider;
    let Some(schema) = read::operations(&spec.document)
        .next()
        .and_then(|o| o.success()?.schema_name())
    else {
        return String::new();
    };
    format!(
        r#"
## Types without a client

For another HTTP stack, or for bodies in files: turn the default features off, and decode with [`decode`]. Its errors name the field,
the line and the column.

```rust
use bindery_{name}::{{decode, types::{schema}}};

# fn example() -> Result<(), Box<dyn std::error::Error>> {{
let answer: {schema} = decode(Some("application/json"), &std::fs::read("answer.json")?)?;
# Ok(())
# }}
```
"#
    )
}

const TESTS: &str = r#"
## In your own tests

With the feature `mock`, the module [`mock`] has a server on your machine that answers as documented, or as your test says: typed
bodies, the provider's errors, delays, and bodies that break off. It checks that credentials were sent.
"#;

const FEATURES: &str = "\
- `client` (default): the HTTP client. Without it only the types are built, and no HTTP library.
- `rustls` (default) or `native-tls`: TLS. With neither, plain HTTP only.
- `http2`, `gzip`: HTTP/2, and compressed answers.
";

/// Where the spec departs from the provider's page, in the page's order.
fn quirks(spec: &Spec) -> String {
    let mut rows = String::new();
    for (schema, object) in read::schemas(&spec.document) {
        for Property {
            name,
            schema: property,
            ..
        } in read::properties(object)
        {
            for mark in ["x-undocumented", "x-differs"] {
                let reason = read::text(property, mark).trim();
                if !reason.is_empty() {
                    rows.push_str(&format!("- `{schema}.{name}`: {}.\n", escape(reason)));
                }
            }
        }
    }
    if rows.is_empty() {
        return rows;
    }
    format!("\n## Where the provider's page and its answers differ\n\n{rows}")
}

#[cfg(test)]
mod tests {
    use super::{page, readme};
    use crate::minimal;

    #[test]
    fn the_readme_shows_what_the_page_shows_and_no_hidden_line() {
        let spec = minimal::with_schemas(
            "Thing: {type: object, additionalProperties: true, description: A thing.}",
        );
        let (page, readme) = (page(&spec), readme(&spec));
        assert!(page.contains("\n# #[cfg(feature"));
        assert!(page.contains("\n[`Error`]: crate::Error\n"));
        assert!(readme.contains(
            "\n[`Error`]: https://docs.rs/bindery-acme/latest/bindery_acme/type.Error.html\n"
        ));
        assert!(readme.starts_with("# bindery-acme\n"));
        assert!(!readme.contains("\n# #["));
        let shown = |text: &str| -> Vec<String> {
            let lines = text
                .lines()
                .filter(|l| !l.starts_with("# ") && !l.starts_with("[`"));
            lines.map(str::to_owned).collect()
        };
        assert_eq!(shown(&readme), shown(&page));
    }
}
