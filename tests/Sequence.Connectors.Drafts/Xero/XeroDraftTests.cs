using System.Buffers.Text;
using System.Text;

namespace Sequence.Connectors.Drafts;

public sealed class XeroDraftTests
{
    private const string Found =
        """{"Invoices":[{"InvoiceID":"x1","InvoiceNumber":"INV-1","Url":"https://host.example.com/invoices/1","LineItems":[{"LineItemID":"l1"}]}]}""";
    private readonly FakeTransport _http = new();

    [Fact]
    public async Task An_error_inside_a_200_is_refused_though_the_element_echoes_success()
    {
        _http.Answers(
            200,
            """{"Invoices":[{"InvoiceID":"x1","Status":"VOIDED","StatusAttributeString":"ERROR","ValidationErrors":[{"Message":"has payments"}]}]}"""
        );

        var outcome = Assert.Single(
            await WriteAsync(
                Invoice() with
                {
                    Verb = WriteVerb.Void,
                    Target = new WriteTarget { ExternalId = "x1" },
                }
            )
        );

        Assert.Equal("has payments", Assert.Single(Assert.IsType<WriteOutcome.Rejected>(outcome).Problems).Message);
    }

    [Fact]
    public async Task A_fresh_attempt_is_repeated_byte_for_byte_under_its_key()
    {
        var lost = await LostAsync();
        var journal = new List<WriteAttempt>();
        _http.Answers(200, Found);

        var context = new WriteContext { Unsettled = [lost], BeforeSend = (attempt, _) => { journal.Add(attempt); return default; } };
        var outcome = Assert.Single(await WriteAsync(Invoice(), context));

        Assert.IsType<WriteOutcome.Created>(outcome);
        var sent = Assert.Single(_http.Requests);
        Assert.Equal((lost.Key, lost.Fingerprint), (sent.Key, Drafting.Hash(sent.Body!)));
        Assert.Equal((lost.StartedAt, true), (Assert.Single(journal).StartedAt, journal[0].RepeatedAt is not null));
    }

    [Theory]
    [InlineData(true, typeof(WriteOutcome.Created))]
    [InlineData(false, typeof(WriteOutcome.NotAttempted))]
    public async Task After_six_minutes_only_the_number_tells(bool stands, Type expected)
    {
        var old = await LostAsync() with { StartedAt = TimeProvider.System.Now() - Duration.FromMinutes(7) };
        _http.Answers(200, stands ? Found : """{"Invoices":[]}""");

        var outcome = Assert.Single(await WriteAsync(Invoice(), new WriteContext { Unsettled = [old], SettleOnly = true }));

        Assert.IsType(expected, outcome);
        Assert.Equal("GET", Assert.Single(_http.Requests).Method);
    }

    [Fact]
    public async Task A_number_that_another_invoice_bears_is_never_taken_over()
    {
        var old = await LostAsync() with { StartedAt = TimeProvider.System.Now() - Duration.FromMinutes(7) };
        _http.Answers(200, Found.Replace("host.example.com", "elsewhere.example.com", StringComparison.Ordinal));

        var outcome = Assert.Single(await WriteAsync(Invoice(), new WriteContext { Unsettled = [old] }));

        Assert.Equal("number.taken", Assert.Single(Assert.IsType<WriteOutcome.Rejected>(outcome).Problems).Code);
    }

    [Fact]
    public async Task Lines_go_with_their_ids_and_new_ones_that_come_back_first_are_not_mixed_up()
    {
        var intent = Invoice() with
        {
            Target = new WriteTarget { ExternalId = "x1", Parts = [new RecordPart("a", "l1")] },
        };
        intent = intent with
        {
            Record = intent.Record with
            {
                Lines = [new InvoiceLine { Id = "a", NetTotal = 1m }, new InvoiceLine { Id = "b", NetTotal = 2m }],
            },
        };
        _http.Answers(
            200,
            """{"Invoices":[{"InvoiceID":"x1","StatusAttributeString":"OK","LineItems":[{"LineItemID":"l2"},{"LineItemID":"l1"}]}]}"""
        );

        var updated = Assert.IsType<WriteOutcome.Updated>(Assert.Single(await WriteAsync(intent)));

        Assert.Equal([new RecordPart("a", "l1"), new RecordPart("b", "l2")], updated.Parts);
        Assert.Equal("POST", _http.Requests[0].Method);
        Assert.Contains("\"LineItemID\":\"l1\"", _http.Requests[0].Body, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_lost_allocation_is_read_before_it_is_sent_again()
    {
        var intent = new WriteIntent<CreditApplication>
        {
            Key = "k",
            Verb = WriteVerb.Apply,
            Record = new CreditApplication
            {
                Id = "1",
                CreditMemoId = "cm",
                InvoiceId = "inv",
                Amount = 5m,
                Date = new LocalDate(2026, 3, 5),
            },
            References = References.To<CreditMemo>("cm", "n1").And<Invoice>("inv", "x1"),
        };
        var writer = new XeroAllocationWriter(Drafting.Context, _http.Loses()
            .Answers(200, """{"CreditNotes":[{"Allocations":[{"AllocationID":"al1","Amount":5.00,"Invoice":{"InvoiceID":"x1"}}]}]}"""));

        var lost = (WriteOutcome.Uncertain)
            Assert.Single(
                await writer.WriteAsync([intent], WriteContext.None, TestContext.Current.CancellationToken).ToListAsync()
            );
        var settled = Assert.Single(
            await writer
                .WriteAsync([intent], new WriteContext { Unsettled = [lost.Attempt] }, TestContext.Current.CancellationToken)
                .ToListAsync()
        );

        Assert.Equal("al1", Assert.IsType<WriteOutcome.Created>(settled).ExternalId);
        Assert.Equal(["PUT", "GET"], _http.Requests.Select(sent => sent.Method));
    }

    [Fact]
    public async Task One_consent_gives_one_grant_with_an_owner_and_all_its_organisations()
    {
        var claims = Base64Url.EncodeToString(Encoding.UTF8.GetBytes("""{"xero_userid":"ann","authentication_event_id":"e1"}"""));
        _http.Answers(200, $$"""{"access_token":"h.{{claims}}.s","refresh_token":"r"}""")
            .Answers(200, """[{"id":"n1","tenantId":"t1","tenantName":"One"},{"id":"n2","tenantId":"t2","tenantName":"Two"}]""");
        var request = new ConnectRequest
        {
            Connector = "xero",
            App = "production",
            Tenant = "t",
            RedirectUri = new("https://host.example.com/callback"),
        };
        var pending = new PendingAuthorization
        {
            State = "s",
            Request = request,
            StartedAt = default,
        };

        var authorization = await new XeroFlow(_http).CompleteAsync(
            pending,
            AuthorizationCallback.From(new("https://host.example.com/callback?code=c&state=s")),
            TestContext.Current.CancellationToken
        );

        Assert.Equal("ann", authorization.Grant.Owner);
        Assert.Equal(["t1", "t2"], authorization.Accounts.Select(account => account.Id));
    }

    // The signing key and signature are the public vector of calcinai/xero-php's tests.
    [Theory]
    [InlineData("ixznmr+Pdl6QymsWZM+9UkY4lu97q04sJyejmSOp25U=", 200)]
    [InlineData("/xznmr+Pdl6QymsWZM+9UkY4lu97q04sJyejmSOp25U=", 401)]
    public void The_intent_to_receive_is_answered_by_its_signature_alone(string signature, int status)
    {
        var body = Encoding.UTF8.GetBytes(
            """{"events":[],"firstEventSequence": 0,"lastEventSequence": 0, "entropy": "NLDZEGWUXNHESAQVGLYF"}"""
        );

        var verdict = new XeroWebhooks().Verify(Delivery(body, signature), [new Secret("other_key"), new Secret("test_key")]);

        Assert.Equal((status, status == 200, 0), (verdict.StatusCode, verdict.IsAuthentic, verdict.Events.Count));
    }

    private static WebhookRequest Delivery(byte[] body, string signature) => new()
    {
        Method = "POST",
        Address = new("https://host.example.com/hooks/xero"),
        Headers = new Dictionary<string, string> { ["X-Xero-Signature"] = signature },
        Body = body,
        ReceivedAt = default,
    };

    private static WriteIntent<Invoice> Invoice() => new()
    {
        Key = "k1",
        Record = new Invoice { Id = "1", Number = "INV-1", CustomerId = "cus_1", Lines = [new InvoiceLine { Id = "a", NetTotal = 1m }] },
        References = References.To<Customer>("cus_1", "c1"),
    };

    private static async Task<WriteAttempt> LostAsync() =>
        ((WriteOutcome.Uncertain)Assert.Single(await WriteAsync(Invoice(), WriteContext.None, new FakeTransport().Loses()))).Attempt;

    private Task<List<WriteOutcome>> WriteAsync(WriteIntent<Invoice> intent, WriteContext? context = null) =>
        WriteAsync(intent, context ?? WriteContext.None, _http);

    private static Task<List<WriteOutcome>> WriteAsync(WriteIntent<Invoice> intent, WriteContext context, FakeTransport http) =>
        new XeroInvoiceWriter(Drafting.Context, http).WriteAsync([intent], context, TestContext.Current.CancellationToken).ToListAsync();
}
