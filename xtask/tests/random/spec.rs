//! Random OpenAPI documents out of the grammar that Bindery accepts, with names and texts that like to break generated code.

use std::collections::{BTreeMap, BTreeSet};

use fastrand::Rng;
use serde_json::{Map, Value, json};

/// Texts for people. None of them may reach Rust, TOML, Markdown or a template as anything but text.
const TEXTS: &[&str] = &[
    "A plain sentence.",
    "Says \"quoted\" and 'quoted', and C:\\path\\n.",
    "{error} {methods} {{ title }} {% raw %} {# note #}",
    "Line one.\nLine two.\n\nA paragraph.",
    "- a list\n- of two\n\n    indented code();\n\n```rust\nlet broken = ;\n```",
    "# A heading\n> quoted\n| a | b |\n|---|---|\n| 1 | 2 |",
    "<b>bold</b> <script>alert(1)</script> <br> a < b > c </div>",
    "ends a comment */ and starts one /* and // another",
    "raw r#\"string\"# and \"# and r##\"",
    "(https://example.com/names), <https://example.com>, [link](https://example.com) [Option] [nothing]",
    "EXPORTS and IMPORTS, $crate, $dollar, #[attribute], ${shell} `code` ``two`` `open",
    "Ünïcödé, 中文, emoji 🙂, a non-breaking\u{a0}space, a zero\u{200b}width",
    "[1]: footnote\n[^2]: other\n***\n---\n===",
    "Trailing backslash \\",
    "1. one\n2. two\n+ plus\n* star",
    "&amp; &lt; &#0; \t tab",
];

/// Names of properties and parameters: keywords, names that generated code uses itself, and odd spellings.
const NAMES: &[&str] = &[
    "id", "name", "type", "self", "Self", "super", "crate", "async", "await", "gen", "match",
    "move", "ref", "static", "struct", "try", "union", "use", "where", "yield", "box", "dyn",
    "extra", "header_map", "encode_path", "url", "request", "response", "result", "client", "info",
    "query", "body", "value", "baseurl", "api_version", "new", "default", "clone", "limit",
    "after", "options", "kind", "status", "uuid", "item", "items", "key", "data", "operation_id",
    "start", "camelCase", "PascalCase", "kebab-case", "dotted.name", "filter[status]",
    "with space", "1st", "x", "über", "имя", "$ref", "@id", "a_", "_b", "HTTPStatus", "inner",
    "methods", "transport", "this", "fmt", "from", "into", "error", "Ok", "Some", "None",
];

/// Names of schemas: what Rust, its prelude, the runtime and the generated crates call something of theirs.
const TYPES: &[&str] = &[
    "Account", "Contact", "Order", "LineItem", "Copy", "Sized", "Display", "Call", "Operation",
    "Server", "Sample", "Transport", "Api", "JsonSchema", "Request", "Response", "Methods", "Mock",
    "Entry", "Endpoint", "Page", "Pages", "Status", "Scheme", "OpenEnum", "Answer", "Body",
    "Bytes", "Stream", "Future", "Arc", "Rc", "Cow", "Duration", "Instant", "Url", "Uri", "Method",
    "Headers", "HeaderMap", "Name", "Kind", "Type", "Object", "List", "Text", "Number", "Json",
    "Xml", "Thing2", "A", "Ab",
];

/// Enum values.
const VALUES: &[&str] = &[
    "active", "on hold", "self", "Self", "type", "1st", "credit_hold", "none", "ok", "some",
    "Über", "a/b", "UPPER", "x-y", "é", "with \"quote\"", "back\\slash", "{brace}", "new",
    "default", "true", "no", "0", "-1", "+1",
];

/// Names of response headers.
const HEADERS: &[&str] = &[
    "X-Total", "ETag", "type", "Self", "x.rate", "X-RateLimit-Limit", "Link", "Retry-After",
    "headers", "9", "Content-Encoding", "a~b",
];

/// Operation ids that other things are called, too.
const OPERATIONS: &[&str] = &[
    "start", "client", "base_url", "calls", "forget", "get_account", "list_things", "update",
    "create", "remove", "call", "sample", "request", "response", "send", "fetch", "operation",
    "server", "run", "stop", "main", "test", "option", "result", "vec", "string", "account",
    "types", "methods", "mock", "erased", "provider", "error", "head", "find_by_name", "x2",
];

/// A random document.
pub fn document(rng: &mut Rng) -> Value {
    let mut g = Generator {
        types: distinct(rng, TYPES, 1..8),
        rng: rng.clone(),
        schemas: Map::new(),
        headers: BTreeMap::new(),
    };
    g.schemas();
    let ids = distinct(&mut g.rng, OPERATIONS, 1..5);
    let schemes = g.schemes();
    let mut paths = Map::new();
    for (index, id) in ids.iter().enumerate() {
        g.headers.clear();
        let (path, item) = g.path_item(index, id, &schemes);
        paths.insert(path, item);
    }
    let mut document = json!({
        "openapi": pick(&mut g.rng, &["3.0.0", "3.0.3"]),
        "info": {"title": g.line(), "version": pick(&mut g.rng, &["v1", "2024-01-01", "1.0 \"beta\""]), "description": g.text()},
        "externalDocs": {"url": "https://example.com/docs?a=b&c=%20d", "description": g.text()},
        "servers": [{"url": "https://api.example.com/base", "description": g.text()}],
        "paths": paths,
        "components": {"schemas": g.schemas, "securitySchemes": &schemes},
    });
    if g.rng.bool() {
        document["servers"] = json!([]);
    }
    if g.rng.bool() {
        document["security"] = g.security(&schemes);
    }
    *rng = g.rng;
    document
}

struct Generator {
    rng: Rng,
    types: Vec<&'static str>,
    schemas: Map<String, Value>,
    /// The types of an operation's response headers.
    headers: BTreeMap<&'static str, Value>,
}

impl Generator {
    fn text(&mut self) -> String {
        pick(&mut self.rng, TEXTS).to_owned()
    }

    /// A text of one line.
    fn line(&mut self) -> String {
        self.text().lines().next().unwrap_or_default().to_owned()
    }

    fn chance(&mut self, of: usize) -> bool {
        self.rng.usize(..of) == 0
    }

    fn schemas(&mut self) {
        for index in 0..self.types.len() {
            let schema = match self.rng.usize(..10) {
                0 if index > 0 => self.enumeration(),
                3 if index > 0 => self.union(),
                1 if index > 0 => json!({"type": "object", "additionalProperties": true}),
                2 if index > 0 => json!({"type": "array", "items": self.schema(1)}),
                _ => self.object(2),
            };
            let schema = self.described(schema);
            self.schemas.insert(self.types[index].to_owned(), schema);
        }
        if self.chance(3) {
            self.events();
        }
    }

    /// A union with a discriminator, and its variants.
    fn events(&mut self) {
        let mapping = json!({"event.created": "#/components/schemas/EventCreated", "\"new\"": "#/components/schemas/EventCreated"});
        let mut discriminator = json!({"propertyName": "kind"});
        if self.rng.bool() {
            discriminator["mapping"] = mapping;
        }
        let variants = ["EventCreated", "EventDeleted"];
        let refs = variants.map(|name| json!({"$ref": format!("#/components/schemas/{name}")}));
        for name in variants {
            let mut variant = self.object(1);
            variant["properties"]["kind"] = json!({"type": "string"});
            self.schemas.insert(name.to_owned(), variant);
        }
        let union =
            json!({"oneOf": refs, "discriminator": discriminator, "description": self.text()});
        self.schemas.insert("Event".to_owned(), union);
        self.types.push("Event");
    }

    /// A union without a discriminator: scalars and lists, then named schemas.
    fn union(&mut self) -> Value {
        let mut variants = vec![self.scalar()];
        if self.rng.bool() {
            variants.push(json!({"type": "array", "items": self.reference()}));
        }
        let objects: Vec<String> = self
            .schemas
            .iter()
            .filter(|(_, schema)| schema.get("properties").is_some())
            .map(|(name, _)| name.clone())
            .collect();
        let count = self.rng.usize(1..3);
        for name in objects.iter().take(count) {
            variants.push(json!({"$ref": format!("#/components/schemas/{name}")}));
        }
        if variants.len() == 1 {
            variants.push(
                json!({"title": "other one", "type": "object", "additionalProperties": true}),
            );
        }
        let key = pick(&mut self.rng, &["oneOf", "anyOf"]);
        json!({key: variants})
    }

    fn described(&mut self, mut schema: Value) -> Value {
        if self.rng.usize(..4) > 0 && schema.get("$ref").is_none() {
            schema["description"] = self.text().into();
        }
        schema
    }

    fn object(&mut self, depth: usize) -> Value {
        let names = distinct(&mut self.rng, NAMES, 1..9);
        let mut properties = Map::new();
        let mut required = Vec::new();
        for name in names {
            let mut property = self.schema(depth.saturating_sub(1));
            if property.get("$ref").is_none() {
                property = self.described(property);
                for (key, chance) in
                    [("nullable", 3), ("deprecated", 8), ("readOnly", 10), ("writeOnly", 15)]
                {
                    if self.chance(chance) {
                        property[key] = true.into();
                    }
                }
            }
            // A type that always holds itself has no finite value.
            let holds = property.get("$ref").is_some() || property.get("allOf").is_some();
            if self.chance(3) && !holds {
                required.push(name);
            }
            properties.insert(name.to_owned(), property);
        }
        let mut object = json!({"type": "object", "properties": properties});
        if !required.is_empty() {
            object["required"] = required.into();
        }
        object
    }

    /// A schema where it is used.
    fn schema(&mut self, depth: usize) -> Value {
        match self.rng.usize(..13) {
            0 | 1 => self.reference(),
            2 => json!({"allOf": [self.reference()]}),
            3 if depth > 0 => json!({"type": "array", "items": self.schema(depth - 1)}),
            4 if depth > 0 => {
                json!({"type": "object", "additionalProperties": self.schema(depth - 1)})
            }
            5 if depth > 0 => self.object(depth - 1),
            6 => json!({"type": "object", "additionalProperties": true}),
            7 => self.enumeration(),
            8 => json!({}),
            9 => self.union(),
            _ => self.scalar(),
        }
    }

    fn reference(&mut self) -> Value {
        let name = pick(&mut self.rng, &self.types.clone());
        json!({"$ref": format!("#/components/schemas/{name}")})
    }

    fn enumeration(&mut self) -> Value {
        if self.chance(5) {
            let from = self.rng.i64(-3..3);
            return json!({"type": "integer", "enum": (from..from + 4).collect::<Vec<_>>()});
        }
        if self.chance(8) {
            return json!({"type": "number", "enum": [-0.5, 0.25, 1, 1.75]});
        }
        json!({"type": "string", "enum": distinct(&mut self.rng, VALUES, 1..6)})
    }

    fn scalar(&mut self) -> Value {
        let (r#type, format) = pick(
            &mut self.rng,
            &[
                ("boolean", ""),
                ("string", ""),
                ("string", "date-time"),
                ("string", "date"),
                ("string", "byte"),
                ("string", "uuid"),
                ("string", "password"),
                ("string", "decimal"),
                ("string", "email"),
                ("integer", ""),
                ("integer", "int32"),
                ("integer", "int64"),
                ("integer", "uint64"),
                ("integer", "unix-time"),
                ("integer", "unix-time-ms"),
                ("number", "double"),
                ("number", "float"),
                ("number", "decimal"),
            ],
        );
        let mut schema = json!({"type": r#type});
        if !format.is_empty() {
            schema["format"] = format.into();
        }
        if r#type == "integer" && self.chance(4) {
            schema["minimum"] = 1.into();
            schema["default"] = 5.into();
        }
        if format.is_empty() && r#type == "string" && self.chance(4) {
            schema["pattern"] = "^[\"\\\\a-z]{2}*/$".into();
            schema["maxLength"] = 40.into();
        }
        schema
    }

    fn path_item(
        &mut self,
        index: usize,
        id: &str,
        schemes: &Map<String, Value>,
    ) -> (String, Value) {
        let names: Vec<&str> = distinct(&mut self.rng, NAMES, 0..6)
            .into_iter()
            .filter(|name| !is_credential(name))
            .collect();
        let split = self.rng.usize(..=names.len().min(2));
        let mut path = format!("/things{index}");
        let mut parameters = Vec::new();
        for (position, name) in names.iter().enumerate() {
            let in_path = position < split && !name.contains(['[', ']', '/', '{', '}']);
            let header = !in_path
                && self.chance(3)
                && name.bytes().all(|b| b.is_ascii_alphanumeric() || b"-_".contains(&b));
            let location = if in_path {
                "path"
            } else if header {
                "header"
            } else {
                "query"
            };
            if in_path {
                path.push_str(&format!("/{{{name}}}"));
            }
            let mut parameter =
                json!({"name": name, "in": location, "schema": self.parameter_schema(location)});
            if self.rng.usize(..4) > 0 {
                parameter["description"] = self.text().into();
            }
            if in_path || self.chance(3) {
                parameter["required"] = true.into();
            }
            if self.chance(10) {
                parameter["deprecated"] = true.into();
            }
            parameters.push(parameter);
        }
        if self.chance(5) {
            path.push('/');
        }
        let method = if self.rng.usize(..3) > 0 {
            "get"
        } else {
            pick(&mut self.rng, &["post", "put", "patch", "delete"])
        };
        let mut operation = json!({
            "operationId": id,
            "summary": self.line(),
            "responses": self.responses(),
        });
        if self.rng.bool() {
            operation["description"] = self.text().into();
        }
        if self.chance(3) {
            operation["security"] = self.security(schemes);
        }
        if !parameters.is_empty() {
            operation["parameters"] = parameters.into();
        }
        if method != "get" && method != "delete" && self.rng.usize(..4) > 0 {
            operation["requestBody"] =
                json!({"description": self.text(), "content": self.request()});
            if self.rng.bool() {
                operation["requestBody"]["required"] = true.into();
            }
        }
        if method == "get" && self.chance(3) {
            self.pages(&mut operation);
        }
        (path, json!({method: operation}))
    }

    fn parameter_schema(&mut self, location: &str) -> Value {
        loop {
            let schema = match self.rng.usize(..8) {
                0 if location == "query" => json!({"type": "array", "items": self.scalar()}),
                1 => self.enumeration(),
                _ => self.scalar(),
            };
            let formats =
                [&schema, schema.get("items").unwrap_or(&Value::Null)].map(|s| s["format"].clone());
            // A secret is no parameter.
            if !formats.iter().any(|f| f == "password") {
                return schema;
            }
        }
    }

    /// The content of a request body, in each of the ways that there are.
    fn request(&mut self) -> Value {
        let schema = match self.rng.usize(..4) {
            0 => self.reference(),
            1 => json!({"type": "array", "items": self.schema(1)}),
            _ => self.object(1),
        };
        let binary = json!({"type": "string", "format": "binary"});
        match self.rng.usize(..10) {
            0 => json!({"application/vnd.acme+json; charset=utf-8": {"schema": schema}}),
            1 => json!({"application/x-www-form-urlencoded": {"schema": self.object(2)}}),
            2 => {
                let mut form = self.object(1);
                form["properties"]["file"] = binary.clone();
                form["properties"]["more files"] = json!({"type": "array", "items": binary});
                json!({"multipart/form-data": {"schema": form}})
            }
            3 => json!({"text/csv": {"schema": {"type": "string"}}}),
            4 => {
                json!({pick(&mut self.rng, &["application/octet-stream", "image/png", "*/*"]): {"schema": binary}})
            }
            5 => json!({"text/xml": {"schema": self.object(1)}}),
            6 => {
                json!({"application/json": {"schema": schema}, "application/x-www-form-urlencoded": {"schema": self.object(1)}})
            }
            _ => json!({"application/json": {"schema": schema}}),
        }
    }

    /// Makes a list of an operation: the response, how its pages follow each other, and the parameters for that.
    fn pages(&mut self, operation: &mut Value) {
        let item = match self.rng.usize(..3) {
            0 => self.scalar(),
            _ => self.reference(),
        };
        let list = json!({"type": "array", "items": item});
        let number = json!({"type": "integer"});
        let at = |name: &str, schema: &Value| json!({"type": "object", "properties": {"rows": list, "meta": {"type": "object", "properties": {name: schema}}}});
        let text = json!({"type": "string", "nullable": true});
        let (name, schema, next, parameter) = match self.rng.usize(..8) {
            0 => (
                "next",
                text.clone(),
                json!({"cursor": {"parameter": "from", "from": "/meta/next"}}),
                Some(text),
            ),
            1 => ("next", text, json!({"url": "/meta/next"}), None),
            2 => (
                "more",
                json!({"type": "boolean"}),
                json!({"offset": {"parameter": "from", "more": "/meta/more"}}),
                Some(number),
            ),
            3 => (
                "total",
                number.clone(),
                json!({"offset": {"parameter": "from", "total": "/meta/total"}}),
                Some(number),
            ),
            4 => (
                "total",
                number.clone(),
                json!({"number": {"parameter": "from", "first": 0, "total": "/meta/total"}}),
                Some(json!({"type": "integer", "format": "int32"})),
            ),
            5 => (
                "pages",
                number.clone(),
                json!({"number": {"parameter": "from", "pages": "/meta/pages"}}),
                Some(number),
            ),
            6 => ("x", number, json!({"link": "next"}), None),
            _ => ("x", number, json!({"header": "X-Next"}), None),
        };
        let mut body = at(name, &schema);
        let mut pages = next;
        pages["items"] = "/rows".into();
        if self.rng.bool() {
            body["required"] = json!(["rows"]);
        }
        // Some lists have nothing around them.
        if name == "x" && self.rng.bool() {
            body = body["properties"]["rows"].take();
            pages["items"] = "".into();
        }
        operation["x-pages"] = pages;
        operation["responses"] = json!({"200": {"description": self.text(), "content": {"application/json": {"schema": body}}}, "4XX": self.response_of(Self::reference)});
        if let Some(schema) = parameter {
            let required = self.chance(3);
            let parameter =
                json!({"name": "from", "in": "query", "required": required, "schema": schema});
            let mut parameters = operation["parameters"].as_array().cloned().unwrap_or_default();
            parameters.retain(|p| p["name"] != "from");
            parameters.push(parameter);
            operation["parameters"] = parameters.into();
        }
    }

    fn responses(&mut self) -> Value {
        let mut responses = Map::new();
        let success = pick(&mut self.rng, &["200", "200", "200", "201", "2XX"]);
        let body = match self.rng.usize(..8) {
            0 => json!({"description": self.text(), "headers": self.headers()}),
            1 => self.response_of(|g| json!({"type": "array", "items": g.reference()})),
            2 => self.response_of(|g| g.object(1)),
            3 => self.response_of(Self::scalar),
            _ => self.response_of(Self::reference),
        };
        responses.insert(success.to_owned(), body);
        if self.chance(4) {
            let other = self.response_of(Self::reference);
            responses.insert("202".to_owned(), other);
        }
        if self.chance(4) {
            responses.insert("204".to_owned(), json!({"description": self.text()}));
        }
        if self.chance(8) {
            let file =
                json!({"application/pdf": {"schema": {"type": "string", "format": "binary"}}});
            responses = Map::from_iter([
                ("200".to_owned(), json!({"description": self.text(), "content": file})),
                ("202".to_owned(), json!({"description": self.text()})),
            ]);
        }
        for status in ["404", "422", "4XX", "5XX", "default"] {
            if self.rng.bool() {
                let error = match self.rng.usize(..6) {
                    0 => json!({"description": self.text()}),
                    1 => {
                        json!({"description": self.text(), "content": {"text/html": {"schema": {"type": "string"}}}})
                    }
                    2 => self.response_of(|g| json!({"type": "array", "items": g.reference()})),
                    _ => self.response_of(Self::reference),
                };
                responses.insert(status.to_owned(), error);
            }
        }
        responses.into()
    }

    fn response_of(&mut self, schema: impl Fn(&mut Self) -> Value) -> Value {
        let schema = schema(self);
        let mut content = json!({"application/json": {"schema": schema}});
        if schema.get("$ref").is_some() && self.chance(5) {
            content["application/xml"] = json!({"schema": schema});
        }
        json!({"description": self.text(), "headers": self.headers(), "content": content})
    }

    /// The schemes that requirements are made of, some of every kind.
    fn schemes(&mut self) -> Map<String, Value> {
        let flow = json!({"tokenUrl": pick(&mut self.rng, &["/oauth2/token", "https://login.example.com/a/token"]), "scopes": {"read": self.text(), "a:write": self.text()}});
        let all = [
            (
                "basic",
                json!({"type": "http", "scheme": "basic", "x-username": "operator", "x-password": "pin"}),
            ),
            ("a token", json!({"type": "http", "scheme": "bearer", "bearerFormat": "JWT"})),
            (
                "Self",
                json!({"type": "apiKey", "in": "header", "name": pick(&mut self.rng, &["X-Api-Key", "api_key", "x~key"])}),
            ),
            ("app-id", json!({"type": "apiKey", "in": "header", "name": "X-App-Id"})),
            (
                "type",
                json!({"type": "apiKey", "in": "query", "name": pick(&mut self.rng, &["api_token", "key[\"a\"]", "a&b=c", "ключ"])}),
            ),
            (
                "machine",
                json!({"type": "oauth2", "flows": {"clientCredentials": flow}, "x-token-client": pick(&mut self.rng, &["basic", "body"]), "x-token-request": pick(&mut self.rng, &["form", "json"]), "x-token-parameters": {"audience": self.text()}}),
            ),
            (
                "person",
                json!({"type": "http", "scheme": "bearer", "x-login": {"url": "/login", "request": "json", "token": "/data/0/~1"}}),
            ),
        ];
        let mut schemes = Map::new();
        for (name, scheme) in all {
            if self.rng.bool() {
                schemes.insert(name.to_owned(), scheme);
            }
        }
        schemes
    }

    /// Some ways to authenticate, optional ones and several at once among them.
    fn security(&mut self, schemes: &Map<String, Value>) -> Value {
        let mut ways: Vec<Value> = Vec::new();
        for _ in 0..self.rng.usize(..4) {
            let mut way = Map::new();
            let mut in_authorization = 0;
            for (name, scheme) in schemes {
                let is_key = scheme["type"] == "apiKey";
                if self.chance(3) && (is_key || in_authorization == 0) {
                    in_authorization += usize::from(!is_key);
                    let scopes =
                        if scheme["type"] == "oauth2" { json!(["read"]) } else { json!([]) };
                    way.insert(name.clone(), scopes);
                }
            }
            if !ways.contains(&json!(way)) {
                ways.push(way.into());
            }
        }
        ways.into()
    }

    /// Response headers.
    fn headers(&mut self) -> Value {
        let mut headers = Map::new();
        for name in distinct(&mut self.rng, HEADERS, 0..4) {
            // A header has one type in all responses of an operation.
            let schema = self.headers.get(name).cloned().unwrap_or_else(|| {
                let schema = self.parameter_schema("query");
                self.headers.insert(name, schema.clone());
                schema
            });
            let mut header = json!({"schema": schema});
            if self.rng.bool() {
                header["description"] = self.text().into();
            }
            if self.chance(4) {
                header["example"] = pick(&mut self.rng, TEXTS).into();
            }
            if self.chance(6) {
                header["deprecated"] = true.into();
            }
            headers.insert(name.to_owned(), header);
        }
        headers.into()
    }
}

/// A body that fits a schema of the document: the shortest one, with every required property.
pub fn sample(document: &Value, schema: &Value) -> Value {
    let named = schema["$ref"].as_str().or_else(|| schema["allOf"][0]["$ref"].as_str());
    if let Some(name) = named.and_then(|r| r.rsplit('/').next()) {
        return sample(document, &document["components"]["schemas"][name]);
    }
    for union in ["oneOf", "anyOf"] {
        if let Some(first) = schema[union].get(0) {
            return sample(document, first);
        }
    }
    if let Some(first) = schema["enum"].get(0) {
        return first.clone();
    }
    match (schema["type"].as_str(), schema["format"].as_str().unwrap_or_default()) {
        (Some("object"), _) => {
            // A response has no `writeOnly` properties.
            let properties = schema["properties"].as_object().map(|all| {
                let all = all.iter().filter(|(_, p)| p["writeOnly"] != true);
                all.map(|(name, p)| (name.clone(), p.clone())).collect::<Map<String, Value>>()
            });
            let properties = properties.as_ref();
            let is_required = |name: &str| {
                schema["required"].as_array().is_some_and(|r| r.iter().any(|n| n == name))
            };
            let mut body: Map<String, Value> = properties
                .into_iter()
                .flatten()
                .filter(|(name, _)| is_required(name))
                .map(|(name, property)| (name.clone(), sample(document, property)))
                .collect();
            // A response in which nothing is documented is an error.
            if let (true, Some((name, property))) =
                (body.is_empty(), properties.and_then(|p| p.iter().next()))
            {
                let holds = property.get("$ref").is_some() || property.get("allOf").is_some();
                body.insert(
                    name.clone(),
                    if holds { Value::Null } else { sample(document, property) },
                );
            }
            body.into()
        }
        (Some("array"), _) => json!([]),
        (Some("boolean"), _) => json!(true),
        (Some("integer"), _) => json!(7),
        (Some("number"), _) => json!(1.5),
        (Some("string"), "date-time") => json!("2026-01-31T12:00:00Z"),
        (Some("string"), "date") => json!("2026-01-31"),
        (Some("string"), "uuid") => json!("67e55044-10b1-426f-9247-bb680e5fe0c8"),
        (Some("string"), "decimal") => json!("12.50"),
        (Some("string"), "byte") => json!("YWJj"),
        (Some("string"), _) => json!("a \"text\" \u{202e} with \u{feff} odd \u{0} characters"),
        _ => json!({"any": [1, null]}),
    }
}

fn is_credential(name: &str) -> bool {
    // `check` refuses credentials as parameters, and headers that the client writes itself.
    ["key", "token", "secret", "password", "auth"]
        .iter()
        .any(|word| name.eq_ignore_ascii_case(word))
}

fn pick<T: Copy>(rng: &mut Rng, from: &[T]) -> T {
    from[rng.usize(..from.len())]
}

/// Some of these, none of them twice, and no two that meet when only their letters and digits count.
fn distinct(
    rng: &mut Rng,
    from: &[&'static str],
    count: std::ops::Range<usize>,
) -> Vec<&'static str> {
    let count = rng.usize(count);
    let mut seen = BTreeSet::new();
    let mut found = Vec::new();
    for _ in 0..count * 3 {
        let name = pick(rng, from);
        let plain: String =
            name.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect();
        if found.len() < count && seen.insert(plain) {
            found.push(name);
        }
    }
    if found.is_empty() && count > 0 {
        found.push(from[0]);
    }
    found
}
