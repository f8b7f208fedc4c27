using NodaTime;

namespace Sequence.Connectors.Tests;

public sealed class SettlingTests
{
    private readonly ScriptedConnector _connector = new();
    private readonly WriteIntent<Customer> _intent = new()
    {
        Key = "k1",
        Record = new Customer { Id = "1", Name = "Acme" },
    };
    private readonly WriteAttempt _attempt = new()
    {
        Key = "batch",
        Members = ["k1"],
        Fingerprint = "f",
        StartedAt = Instant.FromUtc(2026, 1, 1, 0, 0),
    };

    [Fact]
    public async Task An_open_attempt_stays_uncertain_when_the_system_cannot_be_asked()
    {
        _connector.Answer = _ =>
            throw new ConnectorException(ConnectorErrorKind.Unavailable, "It is down.") { RetryAfter = Duration.FromSeconds(9) };

        var outcome = await WriteAsync(_intent, new WriteContext { Unsettled = [_attempt] });

        var uncertain = Assert.IsType<WriteOutcome.Uncertain>(outcome);
        Assert.Same(_attempt, uncertain.Attempt);
        Assert.Equal(Duration.FromSeconds(9), uncertain.ProbeAfter);
    }

    [Fact]
    public async Task Without_an_open_attempt_the_same_failure_had_no_effect()
    {
        _connector.Answer = _ => throw new ConnectorException(ConnectorErrorKind.Unavailable, "It is down.");

        Assert.Equal(ConnectorErrorKind.Unavailable, Assert.IsType<WriteOutcome.NotAttempted>(await WriteAsync(_intent)).Kind);
    }

    [Fact]
    public async Task A_record_that_broke_a_rule_since_is_still_looked_for()
    {
        var nameless = _intent with { Record = new Customer { Id = "1" } };

        Assert.IsType<WriteOutcome.Rejected>(await WriteAsync(nameless));
        Assert.IsType<WriteOutcome.Created>(await WriteAsync(nameless, new WriteContext { Unsettled = [_attempt] }));
    }

    [Fact]
    public async Task Finding_out_never_sends_an_intent_that_no_attempt_carried()
    {
        var other = _intent with { Key = "k2" };
        var outcomes = new List<WriteOutcome>();
        await foreach (
            var outcome in _connector
                .Open()
                .Customers.SettleAsync([_intent, other], [_attempt], TestContext.Current.CancellationToken)
        )
        {
            outcomes.Add(outcome);
        }

        Assert.Null(Assert.IsType<WriteOutcome.NotAttempted>(outcomes[0]).Kind);
        Assert.IsType<WriteOutcome.Created>(outcomes[1]);
        Assert.Equal(["write k1"], _connector.Calls);
    }

    [Fact]
    public async Task A_writer_that_would_send_while_finding_out_is_stopped()
    {
        _connector.Journals = true;

        await Assert.ThrowsAsync<InvalidOperationException>(() =>
            WriteAsync(_intent, new WriteContext { Unsettled = [_attempt], SettleOnly = true })
        );
        Assert.Empty(_connector.Calls);
    }

    [Fact]
    public async Task A_verb_on_a_record_of_the_system_needs_its_id()
    {
        var outcome = await WriteAsync(_intent with { Verb = WriteVerb.Archive });

        Assert.Equal("target.missing", Assert.Single(Assert.IsType<WriteOutcome.Rejected>(outcome).Problems).Code);
        Assert.Empty(_connector.Calls);
    }

    private Task<WriteOutcome> WriteAsync(WriteIntent<Customer> intent, WriteContext? context = null) =>
        _connector.Open().Customers.WriteAsync(intent, context, TestContext.Current.CancellationToken);
}
