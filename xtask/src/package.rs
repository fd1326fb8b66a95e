//! One provider's crate: its manifest, README and `lib.rs`, around the modules that `polish` makes.

use std::path::{Path, PathBuf};

use serde_json::Value;

use crate::erased::erased;
use crate::generate::generate;
use crate::lower::lower;
use crate::mock::mock;
use crate::polish;
use crate::read::{self, Operation};
use crate::spec::{Problem, Spec};
use crate::tree::{MARK, Tree, texts};
use crate::{examples, front};

/// Every file of the crate.
pub fn package(spec: &Spec) -> Result<Tree, Problem> {
    let file = generate(spec, &lower(spec))?;
    let problem = |message| Problem {
        file: spec.file(),
        place: String::new(),
        message: format!(
            "progenitor's code for {} is not what was asked for: {message}",
            spec.provider
        ),
    };
    let types = polish::types(spec, &file).map_err(problem)?;
    let client = polish::client(spec, &file).map_err(problem)?;
    let title = title(spec);
    let folder = PathBuf::from("crates").join(&spec.provider);
    let rust = |text: &str| format!("// {}\n{text}", header(&spec.file()));
    let mut tree = texts([
        (
            folder.join("Cargo.toml"),
            format!("# {}\n{}", header(&spec.file()), manifest(spec)),
        ),
        (
            folder.join("README.md"),
            format!(
                "<!-- {} -->\n\n{}",
                header(&spec.file()),
                front::readme(spec)
            ),
        ),
        licence(&folder, "LICENSE-APACHE"),
        licence(&folder, "LICENSE-MIT"),
        (
            folder.join("src/lib.md"),
            format!("<!-- {} -->\n\n{}", header(&spec.file()), front::page(spec)),
        ),
        (folder.join("src/lib.rs"), rust(&lib(spec))),
        (
            folder.join("src/types.rs"),
            rust(&format!(
                "//! The bodies that {title} sends, as types.\n{types}"
            )),
        ),
        (
            folder.join("src/client.rs"),
            rust(&format!("//! The client for {title}.\n{client}")),
        ),
        (folder.join("src/erased.rs"), rust(&erased(spec))),
        (folder.join("src/mock.rs"), rust(&mock(spec))),
    ]);
    tree.extend(texts(examples::examples(spec, &folder)));
    Ok(tree)
}

/// Line 1 of every generated file, after the comment sign.
pub fn header(source: &str) -> String {
    format!("{MARK}{source} by `cargo xtask regen`; edit the spec, not this file.")
}

/// What the workspace's own crates are published as; xtask has its version from there too.
pub const VERSION: &str = env!("CARGO_PKG_VERSION");

/// The lines of a manifest that are the same for every crate that is published.
pub fn metadata(package: &str, keywords: &[&str]) -> String {
    format!(
        r#"version.workspace = true
edition.workspace = true
rust-version.workspace = true
license.workspace = true
repository.workspace = true
documentation = "https://docs.rs/{package}"
keywords = {keywords:?}
categories.workspace = true
include = ["/src", "/examples", "/README.md", "/LICENSE-*"]
"#
    )
}

/// A licence goes into every crate as it is, without the header of generated files: it is a legal text.
pub fn licence(folder: &Path, name: &str) -> (PathBuf, String) {
    let text = match name {
        "LICENSE-MIT" => include_str!("../../LICENSE-MIT"),
        _ => include_str!("../../LICENSE-APACHE"),
    };
    (folder.join(name), text.to_owned())
}

/// A way to authenticate, as the spec says it.
#[derive(Debug, Clone, Copy)]
pub struct Scheme<'a> {
    /// The security scheme object.
    pub object: &'a Value,
}

/// The schemes in the order of `security`.
pub fn schemes(document: &Value) -> impl Iterator<Item = Scheme<'_>> {
    read::items(&document["security"])
        .flat_map(read::entries)
        .map(|(name, _)| Scheme {
            object: &document["components"]["securitySchemes"][name],
        })
}

impl<'a> Scheme<'a> {
    /// The runtime's marker trait, whose constructors a client offers.
    pub fn marker(self) -> &'static str {
        match (
            read::text(self.object, "type"),
            read::text(self.object, "scheme"),
        ) {
            ("http", "basic") => "Basic",
            ("http", _) if self.object.get("x-login").is_some() => "Login",
            ("http", _) => "Bearer",
            ("apiKey", _) => "ApiKey",
            _ => "ClientCredentials",
        }
    }

    /// The words for the credentials, as in the builder and the environment.
    pub fn words(self) -> Vec<&'a str> {
        let or = |key, default| {
            Some(read::text(self.object, key))
                .filter(|t| !t.is_empty())
                .unwrap_or(default)
        };
        match self.marker() {
            "Basic" => vec![or("x-username", "username"), or("x-password", "password")],
            "Login" => vec!["username", "password"],
            "Bearer" => vec!["token"],
            "ApiKey" => vec![read::text(self.object, "name")],
            _ => vec!["client_id", "client_secret"],
        }
    }

    /// The builder's call, with stand-ins for the values.
    pub fn call(self) -> String {
        let words: Vec<String> = self
            .words()
            .iter()
            .map(|w| format!("\"your {}\"", w.replace('_', " ")))
            .collect();
        let method = match self.marker() {
            "Basic" => "basic",
            "Login" => "login",
            "Bearer" => "token",
            "ApiKey" => "api_key",
            _ => "client_credentials",
        };
        format!("{method}({})", words.join(", "))
    }

    /// What it is, for people.
    pub fn meaning(self) -> &'static str {
        match self.marker() {
            "Basic" => "HTTP basic",
            "Login" => "a login, exchanged for a token and renewed as needed",
            "Bearer" => "a bearer token that you already have",
            "ApiKey" => "an API key",
            _ => "OAuth2 client credentials, exchanged for a token and renewed as needed",
        }
    }

    /// The runtime's description of it.
    fn literal(self) -> String {
        let words = self.words();
        match self.marker() {
            "Basic" => format!("Scheme::basic({:?}, {:?})", words[0], words[1]),
            "Bearer" => "Scheme::bearer()".to_owned(),
            "ApiKey" => {
                let place = if self.object["in"] == "header" {
                    "header"
                } else {
                    "query"
                };
                format!("Scheme::api_key_{place}({:?})", words[0])
            }
            "Login" => {
                let login = &self.object["x-login"];
                token_request(
                    "login",
                    read::text(login, "url"),
                    read::text(login, "request"),
                    read::text(login, "token"),
                )
            }
            _ => token_request(
                "client_credentials",
                read::text(&self.object["flows"]["clientCredentials"], "tokenUrl"),
                read::text(self.object, "x-token-request"),
                read::text(self.object, "x-token"),
            ),
        }
    }
}

fn token_request(scheme: &str, url: &str, request: &str, token: &str) -> String {
    let body = if request == "json" { ".json()" } else { "" };
    let token = match token {
        "" | "/access_token" => String::new(),
        token => format!(".token({token:?})"),
    };
    format!("Scheme::{scheme}(TokenRequest::new({url:?}){body}{token})")
}

/// The provider's own name.
pub fn title(spec: &Spec) -> &str {
    read::text(&spec.document["info"], "title")
}

/// Whether the provider answers in XML too.
pub fn has_xml(spec: &Spec) -> bool {
    media_types(spec).any(|m| m.ends_with("xml"))
}

fn media_types(spec: &Spec) -> impl Iterator<Item = &str> {
    read::operations(&spec.document)
        .filter_map(|o| o.success())
        .flat_map(|r| {
            read::entries(&r.object["content"])
                .map(|(name, _)| name)
                .collect::<Vec<_>>()
        })
}

fn manifest(spec: &Spec) -> String {
    let title = title(spec);
    let (xml_default, xml) = if has_xml(spec) {
        (
            ", \"xml\"",
            "# Answers in XML, decoded into the same types.\nxml = [\"progenitor-client/xml\"]\n",
        )
    } else {
        ("", "")
    };
    let uuid_schema =
        if read::schemas(&spec.document).any(|(_, s)| s.to_string().contains("\"uuid\"")) {
            ", features = [\"uuid1\"]"
        } else {
            ""
        };
    let uuid = if !uuid_schema.is_empty() || uuid_parameter(spec) {
        "uuid.workspace = true\n"
    } else {
        ""
    };
    format!(
        r#"[package]
name = "bindery-{name}"
description = "Typed bindings for the {title} API: its answers as Rust types, and a client with auth, retries and clear errors."
{metadata}
[features]
default = ["client", "rustls"{xml_default}]
# The HTTP client. Without it, only the types and their decoding are built.
client = ["progenitor-client/client"]
# TLS by rustls, or by the system's own library; with neither, plain HTTP only.
rustls = ["client", "progenitor-client/rustls"]
native-tls = ["client", "progenitor-client/native-tls"]
# HTTP/2, and compressed answers: worth their crates only where there are many bodies, or long ones.
http2 = ["client", "progenitor-client/http2"]
gzip = ["client", "progenitor-client/gzip"]
{xml}# JSON schemas of the types.
schemars = ["dep:schemars", "progenitor-client/schemars"]
# For tests: a server on this machine that answers as {title} documents, or as the test says.
mock = ["erased", "dep:bindery-mock"]
# The operations without their types, for tools that serve every provider.
erased = ["client"{xml_default}, "progenitor-client/erased"]

[dependencies]
bindery-mock = {{ workspace = true, optional = true }}
progenitor-client.workspace = true
schemars = {{ workspace = true, optional = true{uuid_schema} }}
serde.workspace = true
serde_json.workspace = true
{uuid}
[dev-dependencies]
futures-util.workspace = true
tokio = {{ workspace = true, features = ["macros", "rt"] }}

{examples}[package.metadata.docs.rs]
all-features = true
rustdoc-args = ["--cfg", "docsrs"]

[lints]
workspace = true
"#,
        name = spec.provider,
        examples = examples::manifest(spec),
        metadata = metadata(&format!("bindery-{}", spec.provider), &keywords(spec)),
    )
}

/// What the crate is found by: crates.io takes five, each of at most 20 characters.
fn keywords(spec: &Spec) -> Vec<&str> {
    [
        spec.provider.as_str(),
        "api",
        "client",
        "bindings",
        "openapi",
    ]
    .into_iter()
    .filter(|keyword| keyword.len() <= 20)
    .collect()
}

fn uuid_parameter(spec: &Spec) -> bool {
    read::operations(&spec.document).any(|o| o.parameters().any(|p| p.schema["format"] == "uuid"))
}

fn lib(spec: &Spec) -> String {
    let document = &spec.document;
    let title = title(spec);
    let text = |literal: &str| format!("{literal:?}");
    let list = |items: Vec<String>| {
        items
            .iter()
            .map(|i| format!("\n        {i},"))
            .collect::<String>()
            + if items.is_empty() { "" } else { "\n    " }
    };
    let servers = read::items(&document["servers"])
        .map(|s| {
            format!(
                "Server::new({:?}, {:?})",
                read::text(s, "url").trim_end_matches('/'),
                read::text(s, "description")
            )
        })
        .collect();
    let mut headers: Vec<String> = read::operations(document)
        .flat_map(|o| o.parameters())
        .filter_map(|p| Some(format!("({:?}, {:?})", p.name, p.constant()?)))
        .collect();
    headers.sort();
    headers.dedup();
    let error = read::operations(document)
        .find_map(|o| o.failure()?.schema_name())
        .map_or(&Value::Null, |name| {
            &document["components"]["schemas"][name]
        });
    let field = |name, mark| match read::text(error, mark) {
        "" => String::new(),
        pointer => format!(".{name}({pointer:?})"),
    };
    let mut waits: Vec<String> = read::operations(document)
        .flat_map(|o| o.responses())
        .flat_map(|r| read::entries(&r.object["headers"]))
        .filter(|(_, header)| header.get("x-wait").is_some())
        .map(|(name, _)| text(name))
        .collect();
    waits.sort();
    waits.dedup();
    let operations = read::sorted_operations(document)
        .iter()
        .map(operation)
        .collect();
    let source = format!(
        r#"#![cfg_attr(docsrs, feature(doc_cfg))]
#![cfg_attr(feature = "client", doc = include_str!("lib.md"))]
#![cfg_attr(not(feature = "client"), doc = "The types of {title}'s bodies.")]

#[cfg(feature = "client")]
#[rustfmt::skip]
mod client;
#[cfg(feature = "erased")]
#[rustfmt::skip]
pub mod erased;
#[cfg(feature = "mock")]
#[rustfmt::skip]
pub mod mock;
#[rustfmt::skip]
pub mod types;

#[cfg(feature = "client")]
pub use client::{{Client, ClientBuilder, Credentials, Error}};
/// All that every provider's crate has in common.
pub use progenitor_client as runtime;
#[cfg(feature = "client")]
pub use progenitor_client::{{
    CallOptions, ConfigError, ErrorKind, MediaType, ResponseValue, Token, redirects,
}};
pub use progenitor_client::{{Decimal, DecodeError, Extra, Secret, Timestamp, decode, inspect}};

#[rustfmt::skip]
use progenitor_client::{{{imports}}};

/// What the spec says of {title}: its servers, its ways to authenticate, its operations.
#[rustfmt::skip]
pub static PROVIDER: Provider = Provider::new({name:?}, {title:?})
    .servers(&[{servers}])
    .headers(&[{headers}])
    .security(&[{security}])
    .error(ErrorFields::new(){code}{message})
    .wait_headers(&[{waits}])
    .operations(&[{operations}]);
"#,
        imports = "IMPORTS",
        name = spec.provider,
        servers = list(servers),
        headers = list(headers),
        security = list(schemes(document).map(Scheme::literal).collect()),
        code = field("code", "x-code"),
        message = field("message", "x-message"),
        waits = list(waits),
        operations = list(operations),
    );
    let used: Vec<&str> = [
        "ErrorFields",
        "Operation",
        "Provider",
        "Scheme",
        "Server",
        "TokenRequest",
    ]
    .into_iter()
    .filter(|name| {
        source.contains(&format!(" {name}::"))
            || source.contains(&format!("{name} {{"))
            || source.contains(&format!("[{name}::"))
            || source.contains(&format!("({name}::"))
    })
    .collect();
    source.replace("IMPORTS", &used.join(", "))
}

fn operation(operation: &Operation<'_>) -> String {
    let names: Vec<&str> = operation
        .arguments()
        .into_iter()
        .filter(|p| p.required)
        .map(|p| p.name)
        .collect();
    let success = operation.success();
    let media: Vec<&str> = success
        .iter()
        .flat_map(|r| read::entries(&r.object["content"]).map(|(name, _)| name))
        .collect();
    format!(
        "Operation::new({:?}, {:?}, {:?}).parameters(&{names:?}).media_types(&{media:?})",
        operation.id,
        operation.method.to_uppercase(),
        operation.path,
    )
}

#[cfg(test)]
mod tests {
    use bindery_runtime::{Scheme, TokenRequest};

    use crate::yaml;

    /// The front page tells the words that the runtime reads.
    #[test]
    fn credentials_are_called_as_in_the_runtime() {
        let token = || TokenRequest::new("/token").json().token("/token");
        for (object, scheme) in [
            (
                "{type: http, scheme: basic, x-username: client_id, x-password: key}",
                Scheme::basic("client_id", "key"),
            ),
            ("{type: http, scheme: bearer}", Scheme::Bearer),
            (
                "{type: apiKey, in: query, name: api_token}",
                Scheme::api_key_query("api_token"),
            ),
            (
                "{type: apiKey, in: header, name: X-Key}",
                Scheme::api_key_header("X-Key"),
            ),
            (
                "{type: oauth2, flows: {clientCredentials: {tokenUrl: /token, scopes: {}}}}",
                Scheme::ClientCredentials(token()),
            ),
            (
                "{type: http, scheme: bearer, x-login: {url: /token, request: json, token: /token}}",
                Scheme::Login(token()),
            ),
        ] {
            let document = yaml::read(object).unwrap();
            let found = super::Scheme { object: &document }.words();
            assert_eq!(found, scheme.words(), "{object}");
        }
    }
}
