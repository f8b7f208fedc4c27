using Microsoft.Extensions.DependencyInjection;

namespace Sequence.Connectors.Drafts;

public sealed class QuickBooksDraftTests
{
    private const string TwoCreated = """
        {"BatchItemResponse":[{"bId":"1","Customer":{"Id":"59","SyncToken":"0"}},{"bId":"0","Customer":{"Id":"58","SyncToken":"0"}}]}
        """;

    private readonly FakeTransport _http = new();

    [Fact]
    public async Task One_customer_in_two_currencies_becomes_two_and_each_document_says_which()
    {
        _http.Answers(200, TwoCreated);

        var outcomes = await WriteAsync([Customer("EUR"), Customer("USD")]);

        Assert.Equal(["58", "59"], outcomes.Select(outcome => Assert.IsType<WriteOutcome.Created>(outcome).ExternalId));
        Assert.Contains("\"DisplayName\":\"Acme (EUR)\"", _http.Requests[0].Body, StringComparison.Ordinal);
        Assert.Equal("58", References.To<Customer>("cus_1", "58").Find<Customer>("cus_1"));
    }

    [Fact]
    public async Task After_a_crash_the_same_group_is_replayed_under_its_requestid()
    {
        var attempt = await LostAsync();
        _http.Answers(200, TwoCreated);

        var outcomes = await WriteAsync([Customer("EUR"), Customer("USD")], new WriteContext { Unsettled = [attempt] });

        Assert.All(outcomes, outcome => Assert.IsType<WriteOutcome.Created>(outcome));
        Assert.Equal($"/batch?requestid={attempt.Key}", Assert.Single(_http.Requests).Path);
    }

    [Fact]
    public async Task A_group_that_was_made_anew_is_looked_for_and_only_the_missing_is_sent()
    {
        var attempt = await LostAsync();
        _http
            .Answers(200, """{"QueryResponse":{}}""")
            .Answers(200, """{"BatchItemResponse":[{"bId":"0","Customer":{"Id":"58","SyncToken":"0"}}]}""");

        var outcomes = await WriteAsync([Customer("EUR")], new WriteContext { Unsettled = [attempt] });

        Assert.IsType<WriteOutcome.Created>(Assert.Single(outcomes));
        Assert.Equal(["GET", "POST"], _http.Requests.Select(sent => sent.Method));
    }

    [Fact]
    public async Task A_customer_that_is_not_the_hosts_is_not_taken_over()
    {
        var attempt = await LostAsync();
        _http.Answers(200, """{"QueryResponse":{"Customer":[{"Id":"7","SyncToken":"0","DisplayName":"Acme (EUR)"}]}}""");

        var outcome = Assert.Single(await WriteAsync([Customer("EUR")], new WriteContext { Unsettled = [attempt] }));

        Assert.Equal("name.taken", Assert.Single(Assert.IsType<WriteOutcome.Rejected>(outcome).Problems).Code);
    }

    [Theory]
    [InlineData("3", typeof(WriteOutcome.Rejected))]
    [InlineData(null, typeof(WriteOutcome.NotAttempted))]
    public async Task A_stale_version_is_refused_when_the_write_insists_on_it_and_tried_again_when_not(string? version, Type expected)
    {
        if (version is null)
        {
            _http.Answers(200, """{"QueryResponse":{"Customer":[{"Id":"58","SyncToken":"3"}]}}""");
        }

        _http.Answers(
            200,
            """{"BatchItemResponse":[{"bId":"0","Fault":{"Error":[{"Message":"Stale Object Error","Detail":"stale","code":"5010"}]}}]}"""
        );

        var outcome = Assert.Single(
            await WriteAsync(
                [
                    Customer("EUR") with
                    {
                        Target = new WriteTarget { ExternalId = "58", Version = version },
                    },
                ]
            )
        );

        Assert.IsType(expected, outcome);
        Assert.Contains("\"SyncToken\":\"3\"", _http.Requests[^1].Body, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_void_of_a_credit_memo_is_refused_before_anything_is_opened()
    {
        await using var services = new ServiceCollection()
            .AddSequenceConnectors(connectors => connectors.Services.AddSingleton<IConnector>(new QuickBooksDraft(_http)))
            .BuildServiceProvider();
        await services
            .GetRequiredService<IConnectionStore>()
            .AddAsync(Drafting.Context.Connection, TestContext.Current.CancellationToken);
        await services
            .GetRequiredService<IGrantStore>()
            .AddAsync(
                new Grant
                {
                    Id = "g1",
                    Connector = "draft",
                    App = "production",
                    AccessToken = new Secret("t"),
                },
                TestContext.Current.CancellationToken
            );
        var session = await services
            .GetRequiredService<SequenceConnectors>()
            .OpenAsync("c1", TestContext.Current.CancellationToken);

        var outcome = await session.CreditMemos.WriteAsync(
            new WriteIntent<CreditMemo>
            {
                Key = "k",
                Verb = WriteVerb.Void,
                Record = new CreditMemo { Id = "1" },
                Target = new WriteTarget { ExternalId = "9" },
            },
            cancellationToken: TestContext.Current.CancellationToken
        );

        Assert.Equal("verb.unsupported", Assert.Single(Assert.IsType<WriteOutcome.Rejected>(outcome).Problems).Code);
    }

    private static WriteIntent<Customer> Customer(string currency) => new()
    {
        Key = IntentKey.Of("c1", RecordType.Of<Customer>(), "cus_1", WriteVerb.Upsert, variant: currency),
        Variant = currency,
        Record = new Customer { Id = "cus_1", Name = "Acme", Currency = CurrencyCode.Parse(currency) },
    };

    private static async Task<WriteAttempt> LostAsync() =>
        (
            (WriteOutcome.Uncertain)
                (
                    await new QuickBooksCustomerWriter(Drafting.Context, new FakeTransport().Loses())
                        .WriteAsync([Customer("EUR"), Customer("USD")], WriteContext.None, TestContext.Current.CancellationToken)
                        .ToListAsync()
                )[0]
        ).Attempt;

    private Task<List<WriteOutcome>> WriteAsync(WriteIntent<Customer>[] intents, WriteContext? context = null) =>
        new QuickBooksCustomerWriter(Drafting.Context, _http)
            .WriteAsync(intents, context ?? WriteContext.None, TestContext.Current.CancellationToken)
            .ToListAsync();
}
