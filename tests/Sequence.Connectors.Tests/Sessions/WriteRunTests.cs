using NodaTime;

namespace Sequence.Connectors.Tests;

public sealed class WriteRunTests : IDisposable
{
    private readonly FakeHost _host = new();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public void Dispose() => _host.Dispose();

    [Fact]
    public async Task Gives_exactly_one_outcome_for_each_intent()
    {
        var outcomes = await WriteAsync(
            Intent("1"),
            Intent("2") with { Record = Invoice("2") with { Status = DocumentStatus.Draft } },
            Intent("3") with { Base = Invoice("3"), Target = new WriteTarget { ExternalId = "x-3" } },
            Intent("4") with { Verb = WriteVerb.Void });

        Assert.Equal(["1", "2", "3", "4"], outcomes.Select(outcome => outcome.IntentKey).Order());
        Assert.Equal(["1"], Assert.Single(_host.Fake.Written).Select(intent => intent.Key));
        Assert.Equal("x-1", Assert.IsType<WriteOutcome.Created>(outcomes.Single(outcome => outcome.IntentKey == "1")).ExternalId);
    }

    [Fact]
    public async Task Refuses_an_invalid_record_with_every_reason_and_without_a_call()
    {
        var outcome = Assert.Single(
            await WriteAsync(
                Intent("1") with
                {
                    Record = new Invoice { Id = "1", Status = DocumentStatus.Draft },
                }
            )
        );

        Assert.Equal(5, Assert.IsType<WriteOutcome.Rejected>(outcome).Problems.Count);
        Assert.False(outcome.IsSuccess);
        Assert.Empty(_host.Fake.Written);
    }

    [Fact]
    public async Task Refuses_to_change_what_the_system_never_changes_and_still_knows_what_stands_already()
    {
        using var host = new FakeHost(isFixed: true);
        var target = new WriteTarget { ExternalId = "x-1" };
        WriteIntent<Invoice>[] intents =
        [
            Intent("1") with { Target = target },
            Intent("2") with { Target = target, Base = Invoice("2") },
            Intent("3") with { Target = target, Verb = WriteVerb.MarkSent },
            Intent("4"),
        ];

        var outcomes = await (await host.InvoicesAsync()).WriteAsync(intents, cancellationToken: Token).ToListAsync(Token);

        var refused = Assert.IsType<WriteOutcome.Rejected>(outcomes.Single(outcome => outcome.IntentKey == "1"));
        Assert.Equal("record.fixed", Assert.Single(refused.Problems).Code);
        Assert.IsType<WriteOutcome.Unchanged>(outcomes.Single(outcome => outcome.IntentKey == "2"));
        Assert.Equal(["3", "4"], Assert.Single(host.Fake.Written).Select(intent => intent.Key));
    }

    [Fact]
    public async Task Refuses_a_verb_that_the_system_does_not_have_and_names_those_that_it_has()
    {
        var outcome = Assert.Single(await WriteAsync(Intent("1") with { Verb = WriteVerb.Void }));

        var problem = Assert.Single(Assert.IsType<WriteOutcome.Rejected>(outcome).Problems);
        Assert.Equal(
            ("verb.unsupported", "Fake Books cannot Void a record of the type Invoice.", "It can: Upsert, MarkSent."),
            (problem.Code, problem.Message, problem.Fix));
        Assert.Empty(_host.Fake.Written);
    }

    [Fact]
    public async Task Says_what_to_do_instead_of_a_verb_that_the_system_does_not_have()
    {
        var outcome = Assert.Single(await WriteAsync(Intent("1") with { Verb = WriteVerb.Delete }));

        Assert.Equal("Void it by hand.", Assert.Single(Assert.IsType<WriteOutcome.Rejected>(outcome).Problems).Fix);
    }

    [Fact]
    public async Task Says_that_an_agreed_record_is_unchanged_without_a_call()
    {
        var target = new WriteTarget { ExternalId = "x-1", Version = "3", Parts = [new RecordPart("l-1", "1")] };

        var outcome = Assert.Single(await WriteAsync(Intent("1") with { Base = Invoice("1"), Target = target }));

        var unchanged = Assert.IsType<WriteOutcome.Unchanged>(outcome);
        Assert.Equal(("x-1", "3", target.Parts), (unchanged.ExternalId, unchanged.Version, unchanged.Parts));
        Assert.True(unchanged.IsSuccess);
        Assert.Empty(_host.Fake.Written);
    }

    [Fact]
    public async Task Sends_a_record_that_differs_from_the_agreed_one_or_has_no_counterpart()
    {
        var outcomes = await WriteAsync(
            Intent("1") with { Base = Invoice("1") with { Memo = "Before" }, Target = new WriteTarget { ExternalId = "x-1" } },
            Intent("2") with { Base = Invoice("2") });

        Assert.All(outcomes, outcome => Assert.IsType<WriteOutcome.Created>(outcome));
    }

    [Fact]
    public async Task Keeps_what_was_answered_and_says_of_the_rest_that_it_was_not_attempted()
    {
        _host.Fake.OnWrite = (intents, _) =>
            FailAfterFirst(
                intents,
                new ConnectorException(ConnectorErrorKind.RateLimited, "Too many calls.")
                {
                    RetryAfter = Duration.FromSeconds(60),
                    RequestId = "r-1",
                }
            );

        var outcomes = await WriteAsync(Intent("1"), Intent("2"), Intent("3"));

        Assert.IsType<WriteOutcome.Created>(outcomes[0]);
        Assert.Equal(["2", "3"], outcomes.Skip(1).Select(outcome => outcome.IntentKey));
        Assert.All(outcomes.Skip(1), outcome => Assert.Equal(
            new WriteOutcome.NotAttempted
            {
                IntentKey = outcome.IntentKey,
                Kind = ConnectorErrorKind.RateLimited,
                Reason = "Too many calls.",
                RetryAfter = Duration.FromSeconds(60),
                RequestId = "r-1",
            },
            outcome));
    }

    [Fact]
    public async Task Hides_no_fault_of_a_connector()
    {
        _host.Fake.OnWrite = (intents, _) => FailAfterFirst(intents, new InvalidCastException("A fault."));

        await Assert.ThrowsAsync<InvalidCastException>(() => WriteAsync(Intent("1"), Intent("2")));
    }

    [Fact]
    public async Task Complains_of_a_connector_that_forgets_an_intent()
    {
        _host.Fake.OnWrite = (intents, _) => intents.Take(1).Select(FakeConnector.Created).ToAsyncEnumerable();

        var fault = await Assert.ThrowsAsync<InvalidOperationException>(() => WriteAsync(Intent("1"), Intent("2")));

        Assert.Equal("The connector 'fake' gave no outcome for the intents 2.", fault.Message);
    }

    [Fact]
    public async Task Complains_of_a_connector_that_answers_twice()
    {
        _host.Fake.OnWrite = (intents, _) => intents.Concat(intents).Select(FakeConnector.Created).ToAsyncEnumerable();

        var fault = await Assert.ThrowsAsync<InvalidOperationException>(() => WriteAsync(Intent("1")));

        Assert.Contains("two outcomes, or a foreign one, for the intent '1'", fault.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Refuses_two_intents_with_one_key()
    {
        var refused = await Assert.ThrowsAsync<ArgumentException>(() => WriteAsync(Intent("1"), Intent("1")));

        Assert.StartsWith("Two intents have the key '1'", refused.Message, StringComparison.Ordinal);
        Assert.Empty(_host.Fake.Written);
    }

    [Fact]
    public void Checks_the_use_of_a_credit_before_it_leaves()
    {
        var connector = new ScriptedConnector();
        var capability = new WriteCapability(
            RecordType.Of<CreditApplication>(),
            new WriteTraits { Verbs = [WriteVerb.Apply], BatchSize = 1 },
            connector
        );
        var intent = new WriteIntent<CreditApplication>
        {
            Key = "k",
            Verb = WriteVerb.Apply,
            Record = new CreditApplication { Id = "1", Date = new(2026, 3, 6) },
        };

        var (ready, known) = new WriteRun<CreditApplication>(connector.Info, ScriptedConnector.Account, capability).Sort([intent]);

        Assert.Empty(ready);
        Assert.Equal("application.amount.missing", Assert.Single(Assert.IsType<WriteOutcome.Rejected>(Assert.Single(known)).Problems).Code);
    }

    private static async IAsyncEnumerable<WriteOutcome> FailAfterFirst(IReadOnlyList<WriteIntent<Invoice>> intents, Exception failure)
    {
        await Task.Yield();
        yield return FakeConnector.Created(intents[0]);
        throw failure;
    }

    private static Invoice Invoice(string id) => new()
    {
        Id = id,
        CustomerId = "c-1",
        Currency = CurrencyCode.Parse("EUR"),
        Status = DocumentStatus.Final,
        IssueDate = new LocalDate(2026, 3, 1),
        Lines = [new InvoiceLine { NetTotal = 10m }],
    };

    private static WriteIntent<Invoice> Intent(string id) => new() { Key = id, Record = Invoice(id) };

    private async Task<List<WriteOutcome>> WriteAsync(params WriteIntent<Invoice>[] intents)
    {
        var invoices = await _host.InvoicesAsync();
        return await invoices.WriteAsync(intents, cancellationToken: Token).ToListAsync(Token);
    }
}
