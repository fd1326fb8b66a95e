//! The operations: their names, paths and parameters.

use std::collections::BTreeMap;

use serde_json::Value;

use super::schemas::{Form, form};
use super::security::{is_header_name, schemes};
use super::{Node, Report};
use crate::names;

/// Checks every operation, by itself and against the others.
pub fn check(document: &Node<'_>, report: &mut Report) {
    let keys: Vec<&str> = schemes(document)
        .filter(|(_, scheme)| scheme.text("type") == Some("apiKey"))
        .filter_map(|(_, scheme)| scheme.text("name"))
        .collect();
    if let Some(paths) = document.get("paths")
        && paths
            .value
            .as_object()
            .is_some_and(serde_json::Map::is_empty)
    {
        report.add(&paths.at, "no operation; describe one");
    }
    let mut methods = BTreeMap::new();
    let mut constants = BTreeMap::new();
    for (_, operation) in document.operations() {
        method_name(&operation, &mut methods, report);
        for parameter in operation.items_of("parameters") {
            credential(&parameter, &keys, report);
            header(&parameter, &mut constants, report);
            simple(&parameter, report);
        }
        arguments(&operation, report);
    }
    let mut shapes = BTreeMap::new();
    for (path, item) in document.members_of("paths") {
        let parameters = item
            .get("get")
            .into_iter()
            .flat_map(|o| o.items_of("parameters"));
        match template(path) {
            Err(message) => report.add(&item.at, message),
            Ok((names, shape)) => {
                path_parameters(&item, &names, parameters, report);
                if let Some(other) = shapes.insert(shape, path) {
                    report.add(
                        &item.at,
                        format!("the same requests as `{other}`; keep one of them"),
                    );
                }
            }
        }
    }
}

/// Methods that every client has, or that its own methods call.
const TAKEN: [&str; 11] = [
    "builder",
    "clone",
    "default",
    "exec",
    "from_env",
    "from_transport",
    "new",
    "post",
    "pre",
    "transport",
    "with",
];

fn method_name<'a>(
    operation: &Node<'a>,
    methods: &mut BTreeMap<&'a str, String>,
    report: &mut Report,
) {
    let (Some(id), Some(name)) = (operation.get("operationId"), operation.text("operationId"))
    else {
        return;
    };
    let parts_fit = name.split('_').all(|part| {
        !part.is_empty()
            && part
                .bytes()
                .all(|b| b.is_ascii_lowercase() || b.is_ascii_digit())
    });
    if !parts_fit || name.starts_with(|c: char| c.is_ascii_digit()) {
        report.add(
            &id.at,
            format!("`{name}` names a method; write it in snake_case: `get_account`"),
        );
    } else if !names::is_identifier(name) {
        report.add(
            &id.at,
            format!("`{name}` is a keyword of Rust; find another name"),
        );
    } else if TAKEN.contains(&name) {
        report.add(
            &id.at,
            format!("every client has a method `{name}` already; find another name"),
        );
    }
    if let Some(first) = methods.get(name) {
        report.add(
            &id.at,
            format!("`{name}` names another operation already (at {first}); find another name"),
        );
    } else {
        methods.insert(name, id.at);
    }
}

/// Names of parameters that carry credentials, in small letters and digits alone, with and without `x` before them.
const CREDENTIALS: [&str; 17] = [
    "accesskey",
    "accesstoken",
    "apikey",
    "apisecret",
    "apitoken",
    "auth",
    "authkey",
    "authorization",
    "authtoken",
    "bearertoken",
    "clientsecret",
    "cookie",
    "password",
    "proxyauthorization",
    "secret",
    "secretkey",
    "token",
];

fn credential(parameter: &Node<'_>, keys: &[&str], report: &mut Report) {
    let Some(name) = parameter.text("name") else {
        return;
    };
    let plain: String = name
        .chars()
        .filter(char::is_ascii_alphanumeric)
        .map(|c| c.to_ascii_lowercase())
        .collect();
    let known = |word: &str| CREDENTIALS.contains(&word);
    if known(&plain)
        || plain.strip_prefix('x').is_some_and(known)
        || keys.iter().any(|key| key.eq_ignore_ascii_case(name))
    {
        report.add(&parameter.at, format!("`{name}` is a credential, which no call takes as an argument; describe it under components.securitySchemes, and remove it here"));
    }
}

/// Headers that the client writes by itself.
const OWN_HEADERS: [&str; 6] = [
    "accept",
    "api-version",
    "connection",
    "content-length",
    "content-type",
    "host",
];

fn header<'a>(
    parameter: &Node<'a>,
    constants: &mut BTreeMap<String, &'a str>,
    report: &mut Report,
) {
    let (Some("header"), Some(name)) = (parameter.text("in"), parameter.text("name")) else {
        return;
    };
    let lower = name.to_ascii_lowercase();
    if !is_header_name(name) {
        report.add(
            &parameter.at,
            format!("`{name}` is no name for a header; write letters, digits and `-`"),
        );
    } else if OWN_HEADERS.contains(&lower.as_str()) {
        report.add(
            &parameter.at,
            format!("the client writes `{name}` by itself; remove it"),
        );
    }
    if let Some(value) = constant(parameter) {
        if !value.chars().all(|c| c == ' ' || c.is_ascii_graphic()) {
            report.add(
                &parameter.at,
                format!("`{value}` is no value for a header; write ASCII"),
            );
        }
        if let Some(other) = constants.insert(lower, value)
            && other != value
        {
            report.add(&parameter.at, format!("`{name}` is `{other}` in another operation, and a client sends one with all of them; keep one"));
        }
    }
}

/// The only value of a header that has exactly one: a constant of the client.
fn constant<'a>(parameter: &Node<'a>) -> Option<&'a str> {
    match parameter
        .value
        .get("schema")?
        .get("enum")?
        .as_array()?
        .as_slice()
    {
        [Value::String(word)] if parameter.text("in") == Some("header") => Some(word),
        _ => None,
    }
}

/// What an argument may be.
fn simple(parameter: &Node<'_>, report: &mut Report) {
    if let Some(schema) = parameter.get("schema")
        && form(schema.value) == Form::Enum
        && constant(parameter).is_none()
    {
        report.add(&schema.at, "an inline vocabulary; write `{type: string}`, and the words into the description (one word, in a header, is a constant)");
    }
    if let (Some("path"), false) = (parameter.text("in"), parameter.is("required")) {
        report.add(
            &parameter.at,
            "a part of the path cannot be left out; write `required: true`",
        );
    }
}

/// Two parameters of one name would be one argument.
fn arguments(operation: &Node<'_>, report: &mut Report) {
    let mut seen: BTreeMap<String, &str> = BTreeMap::new();
    for parameter in operation.items_of("parameters") {
        let Some(name) = parameter.text("name") else {
            continue;
        };
        let rust = names::field(name);
        if let Some(first) = seen.get(&rust) {
            report.add(
                &parameter.at,
                format!("`{first}` and `{name}` make the same argument, `{rust}`; keep one"),
            );
        } else {
            seen.insert(rust, name);
        }
    }
}

/// The names in a path template, and the template without them.
fn template(path: &str) -> Result<(Vec<&str>, String), &'static str> {
    let rest = path
        .strip_prefix('/')
        .ok_or("a path begins with a slash; write one")?;
    if rest.split('/').any(|part| matches!(part, "" | "." | "..")) {
        return Err("an empty part, `.` or `..` in the path, or a slash at its end; remove it");
    }
    let mut names = Vec::new();
    let mut shape = String::new();
    let mut rest = path;
    while let Some((before, after)) = rest.split_once('{') {
        let (name, after) = after
            .split_once('}')
            .ok_or("a `{` without its `}`; close it")?;
        if name.is_empty() || name.contains(['/', '{']) {
            return Err("a parameter's name is missing or has `/` or `{` in it; correct it");
        }
        shape.push_str(before);
        shape.push_str("{}");
        names.push(name);
        rest = after;
    }
    shape.push_str(rest);
    let fixed = shape.replace("{}", "");
    if fixed.contains(['{', '}']) {
        return Err("a `}` without its `{`; remove it");
    }
    if !fixed
        .bytes()
        .all(|b| b.is_ascii_alphanumeric() || b"/-._~!$&'()*+,;=:@".contains(&b))
    {
        return Err(
            "characters that a path does not have; write letters, digits and `-._~`, and describe query parameters as parameters",
        );
    }
    Ok((names, shape))
}

/// Compares the names in a path with the parameters that are described.
fn path_parameters<'a>(
    item: &Node<'_>,
    names: &[&str],
    parameters: impl Iterator<Item = Node<'a>>,
    report: &mut Report,
) {
    let mut described = Vec::new();
    for parameter in parameters.filter(|p| p.text("in") == Some("path")) {
        let Some(name) = parameter.text("name") else {
            continue;
        };
        if !names.contains(&name) {
            report.add(
                &parameter.at,
                format!("the path has no {{{name}}}; correct the name, or remove the parameter"),
            );
        }
        described.push(name);
    }
    for (i, name) in names.iter().enumerate() {
        if names[..i].contains(name) {
            report.add(
                &item.at,
                format!("{{{name}}} is in the path twice; give the second another name"),
            );
        } else if !described.contains(name) {
            report.add(
                &item.at,
                format!("nothing describes {{{name}}}; add it to `parameters`, with `in: path`"),
            );
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::lint::testing::{GOOD, check, check_operation};

    #[test]
    fn method_names() {
        check_operation(
            "      operationId: get_account\n",
            "      operationId: getAccount\n",
            &["/operationId: `getAccount` names a method; write it in snake_case: `get_account`"],
        );
        check_operation(
            "      operationId: get_account\n",
            "      operationId: get-account\n",
            &["/operationId: `get-account` names a method; write it in snake_case: `get_account`"],
        );
        check_operation(
            "      operationId: get_account\n",
            "      operationId: _get\n",
            &["/operationId: `_get` names a method; write it in snake_case: `get_account`"],
        );
        check_operation(
            "      operationId: get_account\n",
            "      operationId: get__account\n",
            &["/operationId: `get__account` names a method; write it in snake_case: `get_account`"],
        );
        check_operation(
            "      operationId: get_account\n",
            "      operationId: 2fa\n",
            &["/operationId: `2fa` names a method; write it in snake_case: `get_account`"],
        );
        check_operation(
            "      operationId: get_account\n",
            "      operationId: match\n",
            &["/operationId: `match` is a keyword of Rust; find another name"],
        );
        check_operation(
            "      operationId: get_account\n",
            "      operationId: gen\n",
            &["/operationId: `gen` is a keyword of Rust; find another name"],
        );
        check_operation(
            "      operationId: get_account\n",
            "      operationId: builder\n",
            &["/operationId: every client has a method `builder` already; find another name"],
        );
        check_operation(
            "      operationId: get_account\n",
            "      operationId: from_env\n",
            &["/operationId: every client has a method `from_env` already; find another name"],
        );
        check_operation(
            "      operationId: get_account\n",
            "      operationId: with\n",
            &["/operationId: every client has a method `with` already; find another name"],
        );
        check_operation(
            "      operationId: get_account\n",
            "      operationId: clone\n",
            &["/operationId: every client has a method `clone` already; find another name"],
        );
        check(
            "components:\n  sec",
            "  /things/{id}:\n    get:\n      operationId: get_account\n      summary: Read one thing.\n      parameters:\n        - {name: id, in: path, required: true, description: The thing., schema: {type: string}}\n      responses:\n        \"200\": {description: Fine., content: {application/json: {schema: {$ref: \"#/components/schemas/Account\"}}}}\n        \"4XX\": {description: Bad., content: {application/json: {schema: {$ref: \"#/components/schemas/Problem\"}}}}\n        \"5XX\": {description: Bad., content: {application/json: {schema: {$ref: \"#/components/schemas/Problem\"}}}}\ncomponents:\n  sec",
            &[
                "/paths/~1things~1{id}/get/operationId: `get_account` names another operation already (at /paths/~1accounts~1{id}/get/operationId); find another name",
            ],
        );
    }

    #[test]
    fn credentials() {
        check_operation(
            "        - name: page\n          in: query\n",
            "        - name: api_token\n          in: query\n",
            &[
                "/parameters/2: `api_token` is a credential, which no call takes as an argument; describe it under components.securitySchemes, and remove it here",
            ],
        );
        check_operation(
            "        - name: page\n          in: query\n",
            "        - name: apikey\n          in: query\n",
            &[
                "/parameters/2: `apikey` is a credential, which no call takes as an argument; describe it under components.securitySchemes, and remove it here",
            ],
        );
        check_operation(
            "        - name: page\n          in: query\n",
            "        - name: X-Api-Token\n          in: header\n",
            &[
                "/parameters/2: `X-Api-Token` is a credential, which no call takes as an argument; describe it under components.securitySchemes, and remove it here",
            ],
        );
        check_operation(
            "        - name: page\n          in: query\n",
            "        - name: Authorization\n          in: header\n",
            &[
                "/parameters/2: `Authorization` is a credential, which no call takes as an argument; describe it under components.securitySchemes, and remove it here",
            ],
        );
        check_operation(
            "        - name: page\n          in: query\n",
            "        - name: password\n          in: query\n",
            &[
                "/parameters/2: `password` is a credential, which no call takes as an argument; describe it under components.securitySchemes, and remove it here",
            ],
        );
        check_operation(
            "        - name: page\n          in: query\n",
            "        - name: secret\n          in: query\n",
            &[
                "/parameters/2: `secret` is a credential, which no call takes as an argument; describe it under components.securitySchemes, and remove it here",
            ],
        );
        check_operation(
            "      type: http\n      scheme: bearer\n",
            "      type: apiKey\n      in: query\n      name: page\n",
            &[
                "/parameters/2: `page` is a credential, which no call takes as an argument; describe it under components.securitySchemes, and remove it here",
            ],
        );
    }

    #[test]
    fn headers() {
        check_operation(
            "        - name: Api-Edition\n",
            "        - name: Api Edition\n",
            &[
                "/parameters/1: `Api Edition` is no name for a header; write letters, digits and `-`",
            ],
        );
        check_operation(
            "        - name: Api-Edition\n",
            "        - name: Accept\n",
            &["/parameters/1: the client writes `Accept` by itself; remove it"],
        );
        check_operation(
            "        - name: Api-Edition\n",
            "        - name: Api-Version\n",
            &["/parameters/1: the client writes `Api-Version` by itself; remove it"],
        );
        check_operation(
            r#"enum: ["7"]"#,
            r#"enum: ["sieben ü"]"#,
            &["/parameters/1: `sieben ü` is no value for a header; write ASCII"],
        );
        check_operation(
            r#"enum: ["7"]"#,
            r#"enum: ["7", "8"]"#,
            &[
                "/parameters/1/schema: an inline vocabulary; write `{type: string}`, and the words into the description (one word, in a header, is a constant)",
            ],
        );
        check_operation(
            "        - name: page\n          in: query\n          description: Which page to read.\n          schema: {type: integer}\n",
            "        - name: page\n          in: query\n          description: Which page to read.\n          schema: {type: string, enum: [all]}\n",
            &[
                "/parameters/2/schema: an inline vocabulary; write `{type: string}`, and the words into the description (one word, in a header, is a constant)",
            ],
        );
        check(
            "components:\n  sec",
            "  /things/{id}:\n    get:\n      operationId: get_thing\n      summary: Read one thing.\n      parameters:\n        - {name: id, in: path, required: true, description: The thing., schema: {type: string}}\n        - {name: API-Edition, in: header, description: The edition., schema: {type: string, enum: [\"8\"]}}\n      responses:\n        \"200\": {description: Fine., content: {application/json: {schema: {$ref: \"#/components/schemas/Account\"}}}}\n        \"4XX\": {description: Bad., content: {application/json: {schema: {$ref: \"#/components/schemas/Problem\"}}}}\n        \"5XX\": {description: Bad., content: {application/json: {schema: {$ref: \"#/components/schemas/Problem\"}}}}\ncomponents:\n  sec",
            &[
                "/paths/~1things~1{id}/get/parameters/1: `API-Edition` is `7` in another operation, and a client sends one with all of them; keep one",
            ],
        );
    }

    #[test]
    fn parameters() {
        check_operation(
            "          required: true\n          description: The account to read.\n",
            "          description: The account to read.\n",
            &["/parameters/0: a part of the path cannot be left out; write `required: true`"],
        );
        check_operation(
            "          required: true\n          description: The account to read.\n",
            "          required: false\n          description: The account to read.\n",
            &["/parameters/0: a part of the path cannot be left out; write `required: true`"],
        );
        check_operation(
            "        - name: page\n",
            "        - name: Id\n",
            &["/parameters/2: `id` and `Id` make the same argument, `id`; keep one"],
        );
        check_operation(
            "        - name: page\n          in: query\n",
            "        - name: page\n          in: query\n          description: Again.\n          schema: {type: string}\n        - name: page\n          in: header\n",
            &["/parameters/3: `page` and `page` make the same argument, `page`; keep one"],
        );
    }

    #[test]
    fn no_operation() {
        let start = GOOD.find("  /accounts/{id}:").unwrap();
        let end = GOOD.find("\ncomponents:").unwrap();
        let paths = format!("paths:\n{}", &GOOD[start..end]);
        check(&paths, "paths: {}", &["/paths: no operation; describe one"]);
    }

    #[test]
    fn paths() {
        check(
            "  /accounts/{id}:\n",
            "  'accounts/{id}':\n",
            &["/paths/accounts~1{id}: a path begins with a slash; write one"],
        );
        check(
            "  /accounts/{id}:\n",
            "  '/accounts//{id}':\n",
            &[
                "/paths/~1accounts~1~1{id}: an empty part, `.` or `..` in the path, or a slash at its end; remove it",
            ],
        );
        check(
            "  /accounts/{id}:\n",
            "  '/accounts/{id}/':\n",
            &[
                "/paths/~1accounts~1{id}~1: an empty part, `.` or `..` in the path, or a slash at its end; remove it",
            ],
        );
        check(
            "  /accounts/{id}:\n",
            "  '/accounts/../{id}':\n",
            &[
                "/paths/~1accounts~1..~1{id}: an empty part, `.` or `..` in the path, or a slash at its end; remove it",
            ],
        );
        check(
            "  /accounts/{id}:\n",
            "  '/accounts/{id':\n",
            &["/paths/~1accounts~1{id: a `{` without its `}`; close it"],
        );
        check(
            "  /accounts/{id}:\n",
            "  '/accounts/id}/{id}':\n",
            &["/paths/~1accounts~1id}~1{id}: a `}` without its `{`; remove it"],
        );
        check(
            "  /accounts/{id}:\n",
            "  '/accounts/{}/{id}':\n",
            &[
                "/paths/~1accounts~1{}~1{id}: a parameter's name is missing or has `/` or `{` in it; correct it",
            ],
        );
        check(
            "  /accounts/{id}:\n",
            "  '/accounts/{a/b}/{id}':\n",
            &[
                "/paths/~1accounts~1{a~1b}~1{id}: a parameter's name is missing or has `/` or `{` in it; correct it",
            ],
        );
        check(
            "  /accounts/{id}:\n",
            "  '/accounts/{id}?x=1':\n",
            &[
                "/paths/~1accounts~1{id}?x=1: characters that a path does not have; write letters, digits and `-._~`, and describe query parameters as parameters",
            ],
        );
        check(
            "  /accounts/{id}:\n",
            "  '/accounts/{id}#x':\n",
            &[
                "/paths/~1accounts~1{id}#x: characters that a path does not have; write letters, digits and `-._~`, and describe query parameters as parameters",
            ],
        );
        check(
            "  /accounts/{id}:\n",
            "  '/accounts/a b/{id}':\n",
            &[
                "/paths/~1accounts~1a b~1{id}: characters that a path does not have; write letters, digits and `-._~`, and describe query parameters as parameters",
            ],
        );
        check(
            "  /accounts/{id}:\n",
            "  '/accounts/{account_id}':\n",
            &[
                "/paths/~1accounts~1{account_id}: nothing describes {account_id}; add it to `parameters`, with `in: path`",
                "/paths/~1accounts~1{account_id}/get/parameters/0: the path has no {id}; correct the name, or remove the parameter",
            ],
        );
        check(
            "  /accounts/{id}:\n",
            "  '/accounts/{id}/{id}':\n",
            &[
                "/paths/~1accounts~1{id}~1{id}: {id} is in the path twice; give the second another name",
            ],
        );
        check(
            "  /accounts/{id}:\n",
            "  '/accounts/{id}/{other}':\n",
            &[
                "/paths/~1accounts~1{id}~1{other}: nothing describes {other}; add it to `parameters`, with `in: path`",
            ],
        );
        check("  /accounts/{id}:\n", "  /accounts/{id}.json:\n", &[]);
        check(
            "components:\n  sec",
            "  /accounts/{other}:\n    get:\n      operationId: get_thing\n      summary: Read one thing.\n      parameters:\n        - {name: other, in: path, required: true, description: The thing., schema: {type: string}}\n      responses:\n        \"200\": {description: Fine., content: {application/json: {schema: {$ref: \"#/components/schemas/Account\"}}}}\n        \"4XX\": {description: Bad., content: {application/json: {schema: {$ref: \"#/components/schemas/Problem\"}}}}\n        \"5XX\": {description: Bad., content: {application/json: {schema: {$ref: \"#/components/schemas/Problem\"}}}}\ncomponents:\n  sec",
            &[
                "/paths/~1accounts~1{other}: the same requests as `/accounts/{id}`; keep one of them",
            ],
        );
    }
}
