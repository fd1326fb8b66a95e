//! Every fault comes to the end that its line says, and leaves nothing behind.

use std::fmt::Display;
use std::sync::LazyLock;
use std::time::{Duration, Instant};

use crate::faults::{BOMB, ROWS, Row, stage, words};

/// Plays a row and gives what is wrong.
async fn play(row: Row) -> Vec<String> {
    let mut problems = Vec::new();
    let mut check = |what: &str, found: &dyn Display, good: bool| {
        if !good {
            problems.push(format!("{}: {what}: {found}", row.name));
        }
    };
    let (server, builder) = stage(row).await;
    let client = builder.build().unwrap();
    let start = Instant::now();
    let result = client.get_account("7").await;
    let took = start.elapsed().as_millis() as u64;
    let text = result.as_ref().err().map(ToString::to_string).unwrap_or_default();
    let words = words(&result);
    check("comes to", &words, words == row.comes_to.0);
    check("says", &text, text.contains(row.comes_to.1) && !text.contains('\n'));
    let requests = (server.count("/v1/accounts/"), server.count("/oauth2/token"));
    check("requests", &format!("{requests:?}"), requests == row.requests);
    check("took", &took, (row.time.0..=row.time.1).contains(&took));
    if let Ok(account) = &result {
        check(
            "attempts",
            &account.attempts(),
            account.attempts() >= 1 && account.attempts() as usize <= row.requests.0,
        );
    }
    // Whatever happened, nothing stays behind: no connection, no task.
    drop((result, client));
    let open = async {
        while server.open() > 0 {
            tokio::time::sleep(Duration::from_millis(5)).await;
        }
    };
    let closed = tokio::time::timeout(Duration::from_secs(2), open).await.is_ok();
    check("connections left", &server.open(), closed);
    server.stop().await;
    let metrics = tokio::runtime::Handle::current().metrics();
    for _ in 0..100 {
        if metrics.num_alive_tasks() > 0 {
            tokio::time::sleep(Duration::from_millis(5)).await;
        }
    }
    let tasks = metrics.num_alive_tasks();
    check("tasks left", &tasks, tasks == 0);
    problems
}

/// Each row in a runtime of its own, so that what it leaves behind is its own.
#[test]
fn every_fault_comes_to_the_right_end() {
    LazyLock::force(&BOMB);
    let problems: Vec<String> = std::thread::scope(|scope| {
        let rows: Vec<_> = ROWS
            .iter()
            .map(|row| {
                scope.spawn(|| {
                    let runtime =
                        tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
                    runtime.block_on(play(*row))
                })
            })
            .collect();
        rows.into_iter().flat_map(|row| row.join().unwrap()).collect()
    });
    assert!(problems.is_empty(), "\n{}", problems.join("\n"));
}
