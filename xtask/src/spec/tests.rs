//! What a spec may say, as data: YAML in, the model or the problems out.

use std::path::Path;

use super::load;

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR")).parent().unwrap()
}

#[test]
fn five_providers_load() {
    let folders = load(root());
    let problems: Vec<String> = folders.problems.iter().map(ToString::to_string).collect();
    assert!(problems.is_empty(), "{}", problems.join("\n"));
    for (name, spec) in folders.providers {
        match spec {
            Ok(spec) => assert_eq!(spec.provider, name),
            Err(problems) => {
                let problems: Vec<String> = problems.iter().map(ToString::to_string).collect();
                panic!("{}", problems.join("\n"));
            }
        }
    }
}
