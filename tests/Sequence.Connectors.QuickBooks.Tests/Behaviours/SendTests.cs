using System.Text.Json.Nodes;
using Sequence.Connectors.Simulators;

namespace Sequence.Connectors.QuickBooks.Tests;

/// <summary>
/// QuickBooks mails a document to whom the tenant has said, once, and the document keeps its own address. An address that a send
/// names takes the place of the document's:
/// https://developer.intuit.com/app/developer/qbo/docs/api/accounting/all-entities/invoice#send-an-invoice
/// </summary>
public sealed class SendTests
{
    private const string Own = "ap@northwind.example";
    private const string Merchant = "billing@merchant.example";

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    [Trait("Behaviour", "S3-16")]
    [Trait("Trap", "quickbooks-20")]
    public async Task Nobody_is_mailed_unless_someone_has_said_who()
    {
        await using var world = await QuickBooksWorld.StartAsync();
        var (intent, _) = await MadeAsync(world, Own);

        var problem = Assert.Single(Assert.IsType<WriteOutcome.Rejected>(await WriteAsync(world, intent)).Problems);

        Assert.Equal("email.not_allowed", problem.Code);
        Assert.Contains("'mails.send_to'", problem.Fix, StringComparison.Ordinal);
        Assert.Contains("'mails.to_customers'", problem.Fix, StringComparison.Ordinal);
        Assert.Empty(world.Company.SentMail);
        Assert.False(world.QuickBooks.Usage.Requests.ContainsKey("send"));
    }

    [Theory]
    [InlineData(Own)]
    [InlineData(null)]
    [Trait("Behaviour", "S3-16")]
    public async Task The_mail_that_QuickBooks_sends_goes_to_the_merchant_only_and_the_document_keeps_its_address(string? own)
    {
        await using var world = await MerchantAsync();
        var (intent, id) = await MadeAsync(world, own);

        var sent = Assert.IsType<WriteOutcome.Updated>(await WriteAsync(world, intent));

        var mail = Assert.Single(world.Company.SentMail);
        Assert.Equal(("Invoice", id, Merchant), (mail.Entity, mail.Id, mail.To));
        var invoice = Assert.IsType<Invoice>(sent.Current);
        Assert.Equal((DocumentStatus.Sent, own), (invoice.Status, invoice.BillingEmail));
        Assert.Equal(own ?? "", AddressOf(world, id));
        Assert.Equal((string?)world.Company.Invoices.Find(id)!["SyncToken"], sent.Version);
        Assert.Empty(sent.Notes);
    }

    [Fact]
    public async Task A_customer_is_mailed_where_that_is_allowed()
    {
        await using var world = await QuickBooksWorld.StartAsync();
        await world.ConfigureAsync(settings => settings.With("mails.to_customers", "yes"));
        var (intent, id) = await MadeAsync(world, Own);
        world.Company.EditInvoice(id, Copies);

        Assert.IsType<WriteOutcome.Updated>(await WriteAsync(world, intent));
        Assert.Equal($"{Own}, cfo@northwind.example", Assert.Single(world.Company.SentMail).To);
        Assert.Equal(Own, AddressOf(world, id));
    }

    [Fact]
    [Trait("Behaviour", "S3-16")]
    public async Task A_document_that_sends_copies_to_others_is_not_mailed_to_the_merchant_either()
    {
        await using var world = await MerchantAsync();
        var (intent, id) = await MadeAsync(world, Own);
        world.Company.EditInvoice(id, Copies);

        var problem = Assert.Single(Assert.IsType<WriteOutcome.Rejected>(await WriteAsync(world, intent)).Problems);

        Assert.Equal("email.not_allowed", problem.Code);
        Assert.Contains("cfo@northwind.example", problem.Message, StringComparison.Ordinal);
        Assert.Empty(world.Company.SentMail);
    }

    [Theory]
    [InlineData(true, "document.voided")]
    [InlineData(false, "email.missing")]
    public async Task What_cannot_be_mailed_is_refused_before_the_call(bool isVoided, string code)
    {
        await using var world = await QuickBooksWorld.StartAsync();
        await world.ConfigureAsync(settings => settings.With("mails.to_customers", "yes"));
        var (intent, id) = await MadeAsync(world, isVoided ? Own : null);
        if (isVoided)
        {
            world.Company.VoidInvoice(id);
        }

        Assert.Equal(code, Assert.Single(Assert.IsType<WriteOutcome.Rejected>(await WriteAsync(world, intent)).Problems).Code);
        Assert.False(world.QuickBooks.Usage.Requests.ContainsKey("send"));
    }

    /// <summary>The mail has left or it has not, and QuickBooks shows which: the request is not made again either way.</summary>
    [Theory]
    [InlineData(SimulatedFaultKind.CutAfterEffect, 1)]
    [InlineData(SimulatedFaultKind.TimeoutAfterEffect, 1)]
    [InlineData(SimulatedFaultKind.CutBeforeEffect, 0)]
    [Trait("Trap", "quickbooks-20")]
    public async Task An_uncertain_send_is_never_repeated(SimulatedFaultKind kind, int mails)
    {
        await using var world = await MerchantAsync();
        var (intent, id) = await MadeAsync(world, Own);
        world.QuickBooks.Faults.Next(kind, resource: "invoice");

        var lost = Assert.IsType<WriteOutcome.Uncertain>(await WriteAsync(world, intent));
        world.Clock.Advance(TimeSpan.FromHours(1));
        var outcome = await world.Session.Invoices.WriteAsync(intent, new() { Unsettled = [lost.Attempt] }, Token);

        Assert.Equal(1, world.QuickBooks.Usage.Requests["send"]);
        Assert.Equal(mails, world.Company.SentMail.Count);
        Assert.True(mails == 1 ? outcome is WriteOutcome.Updated : outcome is WriteOutcome.Uncertain, outcome.ToString());
        Assert.Equal(Own, AddressOf(world, id));
    }

    /// <summary>The process dies after the mail and before the address is back; another one finds the attempt in the journal.</summary>
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_crash_between_the_mail_and_the_address_mails_nobody_twice_and_loses_no_address(bool looksFirst)
    {
        await using var world = await MerchantAsync();
        var (intent, id) = await MadeAsync(world, Own);
        var journal = new List<WriteAttempt>();
        var dying = new WriteContext
        {
            BeforeSend = (attempt, _) =>
            {
                if (journal.Count == 1)
                {
                    throw new IOException("The process died.");
                }

                journal.Add(attempt);
                return ValueTask.CompletedTask;
            },
        };
        await Assert.ThrowsAsync<IOException>(() => world.Session.Invoices.WriteAsync(intent, dying, Token));
        Assert.Equal(Merchant, AddressOf(world, id));
        world.Clock.Advance(TimeSpan.FromHours(1));
        if (looksFirst)
        {
            var open = await world.Session.Invoices.SettleAsync([intent], journal, Token).SingleAsync(Token);
            Assert.Equal(Merchant, AddressOf(world, id));
            Assert.Equal(journal[0].Key, Assert.IsType<WriteOutcome.Uncertain>(open).Attempt.Key);
        }

        var outcome = await world.Session.Invoices.WriteAsync(intent, new() { Unsettled = [.. journal] }, Token);

        Assert.Equal(Own, Assert.IsType<Invoice>(Assert.IsType<WriteOutcome.Updated>(outcome).Current).BillingEmail);
        Assert.Equal(Own, AddressOf(world, id));
        Assert.Single(world.Company.SentMail);
    }

    [Fact]
    public async Task An_address_whose_return_got_no_answer_keeps_the_send_open_until_it_is_back()
    {
        await using var world = await MerchantAsync();
        var (intent, id) = await MadeAsync(world, Own);
        world.QuickBooks.Faults.Add(new() { Kind = SimulatedFaultKind.CutBeforeEffect, Resource = "batch", Times = 4 });

        var open = Assert.IsType<WriteOutcome.Uncertain>(await WriteAsync(world, intent));
        Assert.Equal(Merchant, AddressOf(world, id));
        world.Clock.Advance(TimeSpan.FromHours(1));
        Assert.IsType<WriteOutcome.Updated>(await world.Session.Invoices.WriteAsync(intent, new() { Unsettled = [open.Attempt] }, Token));

        Assert.Equal(Own, AddressOf(world, id));
        Assert.Single(world.Company.SentMail);
    }

    [Fact]
    public async Task A_connection_that_is_lost_after_the_mail_puts_the_address_back_once_it_is_mended()
    {
        await using var world = await MerchantAsync();
        var (intent, id) = await MadeAsync(world, Own);
        var journal = new List<WriteAttempt>();
        var context = new WriteContext
        {
            BeforeSend = (attempt, _) =>
            {
                world.Company.AdminLost = journal.Count == 1;
                journal.Add(attempt);
                return ValueTask.CompletedTask;
            },
        };

        var open = Assert.IsType<WriteOutcome.Uncertain>(await world.Session.Invoices.WriteAsync(intent, context, Token));
        world.Company.AdminLost = false;
        var done = await world.Session.Invoices.WriteAsync(intent, new() { Unsettled = [.. journal] }, Token);

        Assert.Contains("Have an administrator of the company connect it again", open.Reason, StringComparison.Ordinal);
        Assert.IsType<WriteOutcome.Updated>(done);
        Assert.Equal(Own, AddressOf(world, id));
        Assert.Single(world.Company.SentMail);
    }

    [Fact]
    public async Task An_address_that_someone_changed_meanwhile_stays()
    {
        await using var world = await MerchantAsync();
        var (intent, id) = await MadeAsync(world, Own);
        world.QuickBooks.Faults.Add(new() { Kind = SimulatedFaultKind.CutBeforeEffect, Resource = "batch", Times = 4 });
        var open = Assert.IsType<WriteOutcome.Uncertain>(await WriteAsync(world, intent));
        world.Company.EditInvoice(id, new() { ["BillEmail"] = new JsonObject { ["Address"] = "new@northwind.example" } });
        world.Clock.Advance(TimeSpan.FromHours(1));

        Assert.IsType<WriteOutcome.Updated>(await world.Session.Invoices.WriteAsync(intent, new() { Unsettled = [open.Attempt] }, Token));
        Assert.Equal("new@northwind.example", AddressOf(world, id));
    }

    [Fact]
    public async Task An_address_that_QuickBooks_does_not_take_back_is_told()
    {
        await using var world = await MerchantAsync();
        var (intent, id) = await MadeAsync(world, Own);
        world.Company.Change(profile => profile with { BookCloseDate = new DateOnly(2026, 3, 31) });

        var sent = Assert.IsType<WriteOutcome.Updated>(await WriteAsync(world, intent));

        var note = Assert.Single(sent.Notes);
        Assert.Equal((MappingNoteKind.Differs, "BillingEmail", Own, Merchant), (note.Kind, note.Path, note.From, note.To));
        Assert.Equal(Merchant, AddressOf(world, id));
    }

    private static JsonObject Copies => new() { ["BillEmailCc"] = new JsonObject { ["Address"] = "cfo@northwind.example" } };

    private static async Task<QuickBooksWorld> MerchantAsync()
    {
        var world = await QuickBooksWorld.StartAsync();
        await world.ConfigureAsync(settings => settings.With("mails.send_to", Merchant));
        return world;
    }

    private static async Task<(WriteIntent<Invoice> Intent, string Id)> MadeAsync(QuickBooksWorld world, string? email)
    {
        var target = (await world.WriteAsync(Published.Invoice() with { BillingEmail = email }, "1")).Target();
        return (
            world.Intent(Published.Invoice(), "1", target with { Version = null }) with
            {
                Key = IntentKey.Of<Invoice>(world.Connection.Id, "inv-1", WriteVerb.Send),
                Verb = WriteVerb.Send,
            },
            target.ExternalId
        );
    }

    private static Task<WriteOutcome> WriteAsync(QuickBooksWorld world, WriteIntent<Invoice> intent) =>
        world.Session.Invoices.WriteAsync(intent, cancellationToken: Token);

    private static string AddressOf(QuickBooksWorld world, string id) =>
        (string?)world.Company.Invoices.Find(id)!["BillEmail"]?["Address"] ?? "";
}
