//! The examples of a provider's crate: one template for every provider, around its first operation.

use std::path::{Path, PathBuf};

use serde_json::Value;

use crate::package::{header, title};
use crate::read::{self, Kind, Operation, Parameter};
use crate::spec::Spec;

/// Each example, and what it shows.
pub const EXAMPLES: [(&str, &str); 5] = [
    ("fetch_one", "one call"),
    ("fetch_many", "many calls, some of them at a time"),
    ("custom_http_client", "your own `reqwest::Client` beneath"),
    (
        "handle_errors",
        "what each kind of error says, and what to do",
    ),
    ("types_only", "a file of bodies, without a client"),
];

/// The manifest's part. Examples of calls need the mock; the types need nothing.
pub fn manifest(spec: &Spec) -> String {
    EXAMPLES
        .iter()
        .filter(|(name, _)| *name != "types_only")
        .map(|(name, _)| {
            let name = target(spec, name);
            format!("[[example]]\nname = \"{name}\"\nrequired-features = [\"mock\"]\n\n")
        })
        .collect()
}

/// The name that cargo knows an example by: each its own, since a workspace builds them all into one folder.
pub fn target(spec: &Spec, example: &str) -> String {
    format!("{}_{example}", spec.provider)
}

/// Every file under `examples/`.
pub fn examples(spec: &Spec, folder: &Path) -> Vec<(PathBuf, String)> {
    let Some(operation) = read::operations(&spec.document).next() else {
        return Vec::new();
    };
    let folder = folder.join("examples");
    let mut files: Vec<(PathBuf, String)> = EXAMPLES
        .iter()
        .map(|(name, about)| {
            let text = match *name {
                "fetch_one" => fetch_one(spec, &operation),
                "fetch_many" => fetch_many(spec, &operation),
                "custom_http_client" => custom_http_client(spec, &operation),
                "handle_errors" => handle_errors(spec, &operation),
                _ => types_only(spec, &operation),
            };
            let first = format!(
                "// {}\n#![cfg_attr(rustfmt, rustfmt_skip)]\n//! {}: {about}.\n",
                header(&spec.file()),
                title(spec)
            );
            (
                folder.join(format!("{}.rs", target(spec, name))),
                first + &text,
            )
        })
        .collect();
    files.push((folder.join("bodies.ndjson"), bodies(spec, &operation)));
    files
}

/// A made-up value for a parameter, as text.
pub fn argument(parameter: &Parameter<'_>) -> String {
    match read::kind(parameter.schema) {
        Kind::String("uuid") => "7194af6f-1285-4295-94aa-ceed7ea2d792".to_owned(),
        Kind::String("date-time") => "2024-03-28T08:00:00Z".to_owned(),
        Kind::Integer(_) | Kind::Number(_) => "431".to_owned(),
        Kind::Boolean => "true".to_owned(),
        _ => format!("your {}", parameter.name),
    }
}

/// The documented bodies, one on each line, as a provider's export or a log would have them.
fn bodies(spec: &Spec, operation: &Operation<'_>) -> String {
    spec.samples
        .iter()
        .filter(|s| s.operation == operation.id && s.status < 300)
        .filter_map(|s| serde_json::from_slice::<Value>(&s.body).ok())
        .map(|body| format!("{body}\n"))
        .collect()
}

/// How an example gets its arguments: the first required parameter from the command line, the others made up.
struct Call {
    /// The command line's words, and what they are.
    usage: String,
    /// The default for the first word.
    default: String,
    /// The type that the first word is parsed to; none for text.
    parsed: Option<&'static str>,
    /// The call, with `id` in the first parameter's place.
    call: String,
}

fn call(operation: &Operation<'_>) -> Call {
    let arguments = operation.arguments();
    let first = arguments.iter().position(|p| p.required);
    let words: Vec<String> = arguments
        .iter()
        .enumerate()
        .map(|(index, p)| {
            let text = argument(p);
            match (p.required, read::kind(p.schema)) {
                (false, _) => "None".to_owned(),
                (_, Kind::Integer(_) | Kind::Number(_) | Kind::Boolean) if Some(index) == first => {
                    "id".to_owned()
                }
                _ if Some(index) == first => "&id".to_owned(),
                (_, Kind::Integer(_) | Kind::Number(_) | Kind::Boolean) => text,
                (_, Kind::String("")) => format!("{text:?}"),
                _ => format!("&{text:?}.parse()?"),
            }
        })
        .collect();
    let parameter = first.and_then(|index| arguments.get(index));
    Call {
        usage: parameter.map(|p| p.name.to_owned()).unwrap_or_default(),
        default: parameter.map(argument).unwrap_or_default(),
        parsed: parameter
            .and_then(|p| (read::kind(p.schema) != Kind::String("")).then_some("parse")),
        call: format!("{}({})", operation.id, words.join(", ")),
    }
}

/// The lines that make a client: of the provider if there are credentials, else of a mock.
fn connect(spec: &Spec) -> String {
    let name = &spec.provider;
    let title = title(spec);
    format!(
        r#"    // With credentials in the environment, {title} itself; without, a mock on this machine.
    let mock = Mock::start().await?;
    let {name} = match Client::from_env() {{
        Ok(client) => client,
        Err(reason) => {{
            eprintln!("{{reason}}; calling a mock instead");
            mock.client()?
        }}
    }};
"#
    )
}

fn id_line(call: &Call) -> String {
    let Call { usage, default, .. } = call;
    if usage.is_empty() {
        return String::new();
    }
    let text = format!("std::env::args().nth(1).unwrap_or_else(|| {default:?}.to_owned())");
    if call.parsed.is_some() {
        format!("    let id = {text}.parse()?;\n")
    } else {
        format!("    let id = {text};\n")
    }
}

fn fetch_one(spec: &Spec, operation: &Operation<'_>) -> String {
    let name = &spec.provider;
    let call = call(operation);
    format!(
        r#"//!
//! `cargo run --example {name}_fetch_one --features mock [{usage}]`

use bindery_{name}::Client;
use bindery_{name}::mock::Mock;

#[tokio::main(flavor = "current_thread")]
async fn main() -> Result<(), Box<dyn std::error::Error>> {{
{connect}
{id}    let answer = {name}.{call}.await?;
    println!("{{answer:#?}}");
    Ok(())
}}
"#,
        usage = call.usage,
        connect = connect(spec),
        id = id_line(&call),
        call = call.call,
    )
}

fn fetch_many(spec: &Spec, operation: &Operation<'_>) -> String {
    let name = &spec.provider;
    let call = call(operation);
    let map = if call.parsed.is_some() {
        "\n    let ids = ids.iter().map(|id| id.parse()).collect::<Result<Vec<_>, _>>()?;"
    } else {
        ""
    };
    let id = if call.usage.is_empty() { "_" } else { "id" };
    let made_up = match call.default.as_str() {
        "431" => "(1..=20).map(|n| n.to_string()).collect()".to_owned(),
        default if call.parsed.is_some() => format!("vec![{default:?}.to_owned(); 20]"),
        default => format!("(1..=20).map(|n| format!(\"{default} {{n}}\")).collect()"),
    };
    format!(
        r#"//!
//! `cargo run --example {name}_fetch_many --features mock [{usage}…]`

use bindery_{name}::Client;
use bindery_{name}::mock::Mock;
use futures_util::stream::{{self, StreamExt as _}};

/// How many calls are under way at a time.
const AT_A_TIME: usize = 8;

#[tokio::main(flavor = "current_thread")]
async fn main() -> Result<(), Box<dyn std::error::Error>> {{
{connect}
    let mut ids: Vec<String> = std::env::args().skip(1).collect();
    if ids.is_empty() {{
        ids = {made_up};
    }}{map}

    // One client for all: they share its connections, and its token if it has one.
    let {name} = &{name};
    let mut answers = stream::iter(ids)
        .map(|{id}| async move {{ {name}.{call}.await }})
        .buffer_unordered(AT_A_TIME);
    let mut failed = 0;
    while let Some(answer) = answers.next().await {{
        match answer {{
            Ok(answer) => println!("{{answer:?}}"),
            Err(error) => {{
                failed += 1;
                eprintln!("{{error}}");
            }}
        }}
    }}
    eprintln!("{{failed}} failed");
    Ok(())
}}
"#,
        usage = call.usage,
        connect = connect(spec),
        call = call.call,
    )
}

fn custom_http_client(spec: &Spec, operation: &Operation<'_>) -> String {
    let name = &spec.provider;
    let call = call(operation);
    let title = title(spec);
    format!(
        r#"//!
//! `cargo run --example {name}_custom_http_client --features mock [{usage}]`

use std::time::Duration;

use bindery_{name}::ClientBuilder;
use bindery_{name}::mock::Mock;
use bindery_{name}::runtime::{{redirects, reqwest}};

#[tokio::main(flavor = "current_thread")]
async fn main() -> Result<(), Box<dyn std::error::Error>> {{
    // Whatever reqwest can do: proxies, root certificates, DNS. `redirects()` keeps credentials from travelling to another host.
    let http = reqwest::Client::builder()
        .user_agent("my-company/1.0")
        .pool_idle_timeout(Duration::from_secs(20))
        .redirect(redirects())
        .build()?;

    // With credentials in the environment, {title} itself; without, a mock on this machine.
    let mock = Mock::start().await?;
    let builder = match ClientBuilder::from_env() {{
        Ok(builder) => builder,
        Err(reason) => {{
            eprintln!("{{reason}}; calling a mock instead");
            mock.builder()?
        }}
    }};
    let {name} = builder
        .http_client(http)
        .timeout(Duration::from_secs(20))
        .attempts(2)
        .build()?;

{id}    let answer = {name}.{call}.await?;
    println!("{{answer:#?}}");
    Ok(())
}}
"#,
        usage = call.usage,
        id = id_line(&call),
        call = call.call,
    )
}

fn handle_errors(spec: &Spec, operation: &Operation<'_>) -> String {
    let name = &spec.provider;
    let id = operation.id;
    let call = call(operation);
    let documented: String = spec
        .samples
        .iter()
        .filter(|s| s.operation == id && s.status >= 400)
        .filter_map(|s| s.name.strip_prefix(id)?.strip_prefix('.'))
        .map(|case| format!("    mock.{id}().always().documented({case:?});\n    tell({name}.{call}.await);\n    mock.forget();\n", call = call.call))
        .collect();
    let success = operation.success_type();
    format!(
        r#"//!
//! `cargo run --example {name}_handle_errors --features mock [{usage}]`

use std::time::Duration;

use bindery_{name}::mock::Mock;
use bindery_{name}::{{ClientBuilder, Error, ResponseValue, types}};

#[tokio::main(flavor = "current_thread")]
async fn main() -> Result<(), Box<dyn std::error::Error>> {{
    let mock = Mock::start().await?;
{id_line}
    // With credentials in the environment, one call of the provider itself.
    if let Ok(builder) = ClientBuilder::from_env() {{
        tell(builder.build()?.{call}.await);
        return Ok(());
    }}

    // Without, a mock that fails in one way after the other.
    let {name} = mock.builder()?.timeout(Duration::from_secs(2)).build()?;
{documented}    mock.{id}().header("retry-after", "3600").status(429);
    tell({name}.{call}.await);
    mock.{id}().delay(Duration::from_secs(5)).status(200);
    tell({name}.{call}.await);
    mock.{id}().raw(200, "text/html", "<html>Sign in to the proxy</html>");
    tell({name}.{call}.await);
    // A body that breaks off once: the client asks again, and all is well.
    mock.{id}().broken_off();
    tell({name}.{call}.await);
    Ok(())
}}

/// Says what an answer is, and for a failure what to do.
fn tell(answer: Result<ResponseValue<types::{success}>, Error>) {{
    let error = match answer {{
        Ok(answer) => return println!("{{}} after {{}} attempt(s)", answer.status(), answer.attempts()),
        Err(error) => error,
    }};
    let advice = if error.is_not_found() {{
        "check the id".to_owned()
    }} else if error.is_auth() {{
        "check the credentials, and what they may do".to_owned()
    }} else if error.is_rate_limited() {{
        format!("call again in {{:?}}", error.retry_after())
    }} else if error.is_timeout() {{
        "call again later, or wait longer".to_owned()
    }} else if error.is_decode() {{
        format!("look at the {{}} bytes of the body", error.body().len())
    }} else if error.is_retryable() {{
        "call again".to_owned()
    }} else {{
        "mend the call".to_owned()
    }};
    // What the provider itself says, where it said anything.
    println!("{{error}}\n    to do: {{advice}}; code {{:?}}, message {{:?}}", error.code(), error.message());
}}
"#,
        usage = call.usage,
        id_line = id_line(&call),
        call = call.call,
    )
}

fn types_only(spec: &Spec, operation: &Operation<'_>) -> String {
    let name = &spec.provider;
    let success = operation.success_type();
    format!(
        r#"//!
//! `cargo run --example {name}_types_only --no-default-features [FILE]`

use std::fs::File;
use std::io::{{BufRead as _, BufReader}};

use bindery_{name}::types::{success};
use bindery_{name}::{{decode, inspect}};

fn main() -> Result<(), Box<dyn std::error::Error>> {{
    let documented = concat!(env!("CARGO_MANIFEST_DIR"), "/examples/bodies.ndjson");
    let file = std::env::args().nth(1).unwrap_or_else(|| documented.to_owned());
    for (index, line) in BufReader::new(File::open(&file)?).lines().enumerate() {{
        match decode::<{success}>(Some("application/json"), line?.as_bytes()) {{
            Ok(answer) => {{
                println!("{{answer:?}}");
                // What the provider sent and nobody documented is kept; here is where.
                for path in inspect(&answer).unknown_fields {{
                    eprintln!("{{file}}:{{}}: unknown field {{path}}", index + 1);
                }}
            }}
            Err(error) => eprintln!("{{file}}:{{}}: {{error}}", index + 1),
        }}
    }}
    Ok(())
}}
"#
    )
}

#[cfg(test)]
mod tests {
    use std::path::Path;

    use super::examples;
    use crate::minimal;

    #[track_caller]
    fn check(parameters: &str, call: &str) {
        let spec = minimal::with(
            parameters,
            "Thing: {type: object, additionalProperties: true, description: A thing.}",
        );
        for (path, text) in examples(&spec, Path::new("")) {
            if path.extension().is_some_and(|e| e == "rs") {
                syn::parse_file(&text)
                    .unwrap_or_else(|e| panic!("{}: {e}\n{text}", path.display()));
                let is_call = !path.to_string_lossy().ends_with("types_only.rs");
                assert_eq!(text.contains(call), is_call, "{}:\n{text}", path.display());
            }
        }
    }

    #[test]
    fn whatever_the_parameters_the_examples_are_rust() {
        let id = |schema: &str| {
            format!(
                "- {{name: id, in: path, required: true, description: Which., schema: {schema}}}\n"
            )
        };
        check("", "acme.get_thing()");
        check(&id("{type: string}"), "acme.get_thing(&id)");
        check(&id("{type: string, format: uuid}"), "acme.get_thing(&id)");
        check(&id("{type: integer, format: int64}"), "acme.get_thing(id)");
        let two = id("{type: string}")
            + "- {name: page, in: query, description: Which., schema: {type: integer, format: int64}}\n";
        check(&two, "acme.get_thing(&id, None)");
    }
}
