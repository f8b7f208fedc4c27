namespace Sequence.Connectors.Drafts;

public sealed class SalesforceDraftTests
{
    private static readonly BillingSchedule Schedule = new()
    {
        Id = "s1",
        CustomerId = "cus_1",
        Name = "Acme 2026",
        Phases =
        [
            new SchedulePhase("1", new LocalDate(2026, 1, 1))
            {
                Prices = [new SchedulePrice("1", "Seats", 20m)],
                Minimum = new ScheduleMinimum("1", 500m),
                Discount = new ScheduleDiscount("1", Percentage.FromPoints(10m)),
            },
        ],
    };

    private readonly FakeTransport _http = new();

    [Fact]
    public async Task A_schedule_is_one_effect_and_its_parts_are_told_apart_by_kind()
    {
        _http.Answers(200, """
            {"graphs":[{"graphId":"k1","isSuccessful":true,"graphResponse":{"compositeResponse":[
            {"body":{"id":"a01","success":true,"created":true},"httpStatusCode":201,"referenceId":"n0"},{"body":{"id":"a02","success":true,"created":true},"httpStatusCode":201,"referenceId":"n1"},
            {"body":{"id":"a03","success":true,"created":true},"httpStatusCode":201,"referenceId":"n2"},{"body":{"id":"a04","success":true,"created":true},"httpStatusCode":201,"referenceId":"n3"},
            {"body":{"id":"a05","success":true,"created":true},"httpStatusCode":201,"referenceId":"n4"}]}}]}
            """);
        var journal = new List<WriteAttempt>();

        var outcomes = await WriteAsync(Intent(), new WriteContext { BeforeSend = (attempt, _) => Add(journal, attempt) });

        var created = Assert.IsType<WriteOutcome.Created>(Assert.Single(outcomes));
        Assert.Equal(
            ["Phase 1 a02", "Price 1 a03", "Minimum 1 a04", "Discount 1 a05"],
            created.Parts.Select(part => $"{part.Kind} {part.LocalId} {part.ExternalId}")
        );
        Assert.Equal(["k1"], Assert.Single(journal).Members);
    }

    [Fact]
    public async Task A_dropped_part_is_deleted_in_the_same_graph()
    {
        var target = new WriteTarget
        {
            ExternalId = "a01",
            Parts = [new RecordPart("1", "a03") { Kind = "Price" }, new RecordPart("2", "a06") { Kind = "Price" }],
        };

        var plan = await new ScheduleWriter(Drafting.Context, _http).PlanAsync(
            [Intent() with { Target = target }],
            TestContext.Current.CancellationToken
        );

        var body = Assert.Single(plan.Requests).Body!;
        Assert.Contains("\"method\":\"DELETE\",\"url\":\"/services/data/v67.0/sobjects/Price__c/a06\"", body, StringComparison.Ordinal);
        Assert.DoesNotContain("Price__c/a03", body, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Only_the_node_that_failed_gives_a_reason_and_says_where()
    {
        _http.Answers(200, """
            {"graphs":[{"graphId":"k1","isSuccessful":false,"graphResponse":{"compositeResponse":[
            {"body":[{"errorCode":"PROCESSING_HALTED","message":"halted"}],"httpStatusCode":400,"referenceId":"n0"},
            {"body":[{"errorCode":"STRING_TOO_LONG","message":"Name: data value too large"}],"httpStatusCode":400,"referenceId":"n2"}]}}]}
            """);

        var problem = Assert.Single(Assert.IsType<WriteOutcome.Rejected>(Assert.Single(await WriteAsync(Intent()))).Problems);

        Assert.Equal("Phases[0].Prices[0]", problem.Path);
    }

    [Fact]
    public async Task Finding_out_only_reads()
    {
        var lost = (WriteOutcome.Uncertain)Assert.Single(await WriteAsync(Intent(), http: new FakeTransport().Loses()));
        _http.Answers(404, "[]");

        var outcome = Assert.Single(await WriteAsync(Intent(), new WriteContext { Unsettled = [lost.Attempt], SettleOnly = true }));

        Assert.Null(Assert.IsType<WriteOutcome.NotAttempted>(outcome).Kind);
        Assert.Equal("GET", Assert.Single(_http.Requests).Method);
    }

    [Fact]
    public async Task An_unlinked_customer_is_never_looked_up()
    {
        var outcome = Assert.Single(await WriteAsync(Intent() with { References = References.Empty }));

        Assert.Equal("reference.unlinked", Assert.Single(Assert.IsType<WriteOutcome.Rejected>(outcome).Problems).Code);
        Assert.Empty(_http.Requests);
    }

    [Fact]
    public void Rows_of_a_collection_begin_with_attributes_and_leave_out_what_the_host_does_not_own()
    {
        var intent = new WriteIntent<Customer>
        {
            Key = "k1",
            Record = new Customer
            {
                Id = "cus_1",
                Name = "Acme",
                Phone = "1",
            },
            Fields = ["Name"],
        };

        Assert.Equal(
            """{"allOrNone":false,"records":[{"attributes":{"type":"Account"},"Billing_Id__c":"cus_1","Name":"Acme"}]}""",
            AccountCollection.Body([intent])
        );
        var rejected = AccountCollection.Read(
            [intent],
            """[{"success":false,"errors":[{"statusCode":"REQUIRED_FIELD_MISSING","message":"missing","fields":["X"]}]}]"""
        );
        Assert.IsType<WriteOutcome.Rejected>(Assert.Single(rejected));
    }

    [Fact]
    public void An_org_brings_its_own_address_and_only_below_salesforce()
    {
        const string Answer =
            """{"instance_url":"https://acme.my.salesforce.com","id":"https://login.salesforce.com/id/00D000000000001AAA/005000000000001AAA"}""";

        var account = SalesforceAccount.Read(Answer);

        Assert.Equal(("00D000000000001AAA", "acme.my.salesforce.com"), (account.Id, account.ApiAddress!.Host));
        Assert.Throws<ConnectorException>(() =>
            SalesforceAccount.Read(Answer.Replace("my.salesforce.com", "evil.example", StringComparison.Ordinal))
        );
    }

    private static WriteIntent<BillingSchedule> Intent() =>
        new() { Key = "k1", Record = Schedule, References = References.To<Customer>("cus_1", "001") };

    private static ValueTask Add(List<WriteAttempt> journal, WriteAttempt attempt)
    {
        journal.Add(attempt);
        return default;
    }

    private Task<List<WriteOutcome>> WriteAsync(
        WriteIntent<BillingSchedule> intent,
        WriteContext? context = null,
        FakeTransport? http = null
    ) =>
        new ScheduleWriter(Drafting.Context, http ?? _http)
            .WriteAsync([intent], context ?? WriteContext.None, TestContext.Current.CancellationToken)
            .ToListAsync();
}
