using Sequence.Connectors.Simulators;

namespace Sequence.Connectors.Xero.Tests;

public sealed class ChangeTests
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    [Trait("Trap", "9 Closed enums / strict deserialisation: a new Class or ReportTaxType kills the whole list")]
    public async Task Words_that_Xero_adds_are_kept_as_text()
    {
        await using var world = await XeroWorld.StartAsync(XeroOrganisationProfile.NewZealand with { Plan = "ULTRA2031" });

        var facts = (await world.Session.PreflightAsync(Stop)).Facts;
        var invoice = XeroEntities.Invoice.Map(
            """{"InvoiceID":"i","Type":"ACCREC","Status":"ESCALATED","CurrencyCode":"XTS","LineAmountTypes":"Halfway"}"""
        );
        var account = XeroEntities.Account.Map("""{"AccountID":"a","Class":"CRYPTO","Type":"COINS","Status":"FROZEN"}""");

        Assert.Contains(facts, fact => fact is { Code: "company.offering", Value: "ULTRA2031" });
        Assert.Equal(
            (DocumentStatus.Unknown, "ESCALATED", null, "XTS"),
            (invoice.Status, invoice.StatusText, invoice.Currency, invoice.CurrencyText)
        );
        Assert.Equal(["Currency", "Status"], invoice.Source!.Notes.Select(note => note.Path).Order());
        Assert.Equal((AccountKind.Unknown, "COINS", RecordState.Unknown), (account.Kind, account.KindText, account.State));
    }

    [Fact]
    public void An_object_that_is_not_as_documented_keeps_its_payload()
    {
        var invoice = XeroEntities.Invoice.Map("""{"InvoiceID":"i","Type":"ACCREC","Total":{"amount":1}}""");

        Assert.Equal("i", invoice.Id);
        Assert.Equal(MappingNoteKind.Unknown, Assert.Single(invoice.Source!.Notes).Kind);
    }

    [Fact]
    public void Bills_and_their_credits_are_left_out()
    {
        Assert.Null(XeroEntities.Invoice.Change("""{"InvoiceID":"i","Type":"ACCPAY"}"""));
        Assert.Null(XeroEntities.CreditNote.Change("""{"CreditNoteID":"c","Type":"ACCPAYCREDIT"}"""));
        Assert.Null(XeroEntities.Payment.Change("""{"PaymentID":"p","PaymentType":"ACCPAYPAYMENT"}"""));
    }

    [Fact]
    [Trait("Trap", "17 Trusts If-Modified-Since as a change feed and uses its own clock as the cursor")]
    public async Task The_cursor_is_Xero_s_clock_when_reading_began()
    {
        await using var world = await XeroWorld.StartAsync();
        var began = Instant.FromDateTimeOffset(world.Clock.GetUtcNow());

        var end = (await world.Session.Customers.ReadAsync(cancellationToken: Stop).ToListAsync(Stop))[^1];

        var since = XeroCursor.Parse(end.Next!).Since!.Value;
        Assert.InRange(began - since, Duration.FromMinutes(4), Duration.FromMinutes(5) + Duration.FromSeconds(1));
    }

    [Fact]
    [Trait("Trap", "17 Trusts If-Modified-Since as a change feed and uses its own clock as the cursor")]
    public async Task A_payment_that_was_taken_back_is_brought_by_its_own_cursor()
    {
        await using var world = await XeroWorld.StartAsync();
        var invoice = (await world.WriteAsync(world.Intent(Published.Invoice()))).Target().ExternalId;
        var payment = world.Organisation.ReceivePayment(invoice, 40m);
        var cursor = (await world.Session.Payments.ReadAsync(cancellationToken: Stop).ToListAsync(Stop))[^1].Next;
        world.Clock.Advance(TimeSpan.FromHours(1));
        world.Organisation.DeletePayment(payment);

        var changes = await world
            .Session.Payments.ReadAsync(new() { After = cursor }, Stop)
            .SelectMany(page => page.Changes.ToAsyncEnumerable())
            .ToListAsync(Stop);

        Assert.Equal(PaymentState.Voided, Assert.IsType<Change<Payment>.Current>(Assert.Single(changes)).Record.State);
    }

    [Fact]
    [Trait("Trap", "20 Full re-reads")]
    public async Task Staying_in_step_reads_what_changed_in_one_request()
    {
        await using var world = await XeroWorld.StartAsync();
        await world.WriteAsync(Enumerable.Range(1, 30).Select(number => world.Intent(Published.Invoice($"inv-{number}"))).ToList());
        world.Clock.Advance(TimeSpan.FromHours(1));
        var cursor = (await world.Session.Invoices.ReadAsync(cancellationToken: Stop).ToListAsync(Stop))[^1].Next;
        world.Clock.Advance(TimeSpan.FromMinutes(30));
        var before = world.Xero.Usage.TotalRequests;

        var pages = await world.Session.Invoices.ReadAsync(new() { After = cursor }, Stop).ToListAsync(Stop);

        Assert.Equal(1, world.Xero.Usage.TotalRequests - before);
        Assert.Empty(Assert.Single(pages).Changes);
    }

    [Fact]
    [Trait("Trap", "20 Full re-reads")]
    public async Task Reading_from_a_moment_on_brings_only_what_changed_since()
    {
        await using var world = await XeroWorld.StartAsync();
        await world.WriteAsync(world.Intent(Published.Invoice("inv-1")));
        world.Clock.Advance(TimeSpan.FromHours(1));
        var since = Instant.FromDateTimeOffset(world.Clock.GetUtcNow());
        world.Clock.Advance(TimeSpan.FromMinutes(1));
        var id = (await world.WriteAsync(world.Intent(Published.Invoice("inv-2")))).Target().ExternalId;

        var page = Assert.Single(await world.Session.Invoices.ReadAsync(new() { ChangedSince = since }, Stop).ToListAsync(Stop));

        Assert.Equal(id, Assert.Single(page.Changes).ExternalId);
        Assert.NotNull(page.Next);
    }
}
