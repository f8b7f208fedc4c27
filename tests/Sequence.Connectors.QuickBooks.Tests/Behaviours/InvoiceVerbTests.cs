using System.Text.Json.Nodes;

namespace Sequence.Connectors.QuickBooks.Tests;

/// <summary>What a host does to an invoice after it stands: void it, mark it sent, have it mailed, move its date, delete it.</summary>
public sealed class InvoiceVerbTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_void_keeps_the_invoice_and_takes_its_amounts_away()
    {
        await using var world = await QuickBooksWorld.StartAsync();
        var (intent, id) = await MadeAsync(world, WriteVerb.Void);

        var voided = Assert.IsType<WriteOutcome.Updated>(await WriteAsync(world, intent));

        var invoice = world.Company.Invoices.Find(id)!;
        Assert.Equal((0m, 0m), ((decimal)invoice["TotalAmt"]!, (decimal)invoice["Balance"]!));
        Assert.Equal("INV-1", (string?)invoice["DocNumber"]);
        Assert.Equal(DocumentStatus.Voided, Assert.IsType<Invoice>(voided.Current).Status);
        Assert.Equal((string?)invoice["SyncToken"], voided.Version);
        Assert.Empty(voided.Notes);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task What_is_voided_already_is_unchanged(bool insists)
    {
        await using var world = await QuickBooksWorld.StartAsync();
        var (intent, id) = await MadeAsync(world, WriteVerb.Void, insists);
        world.Company.VoidInvoice(id);

        Assert.IsType<WriteOutcome.Unchanged>(await WriteAsync(world, intent));
        Assert.Equal("1", (string?)world.Company.Invoices.Find(id)!["SyncToken"]);
    }

    [Fact]
    public async Task A_void_of_a_paid_invoice_frees_its_payment()
    {
        await using var world = await QuickBooksWorld.StartAsync();
        var (intent, id) = await MadeAsync(world, WriteVerb.Void);
        var payment = world.Company.ReceivePayment(id, 40m);

        Assert.IsType<WriteOutcome.Updated>(await WriteAsync(world, intent));
        Assert.Equal(40m, (decimal)world.Company.Payments.Find(payment)!["UnappliedAmt"]!);
    }

    [Fact]
    [Trait("Behaviour", "S3-15")]
    [Trait("Trap", "quickbooks-20")]
    public async Task An_invoice_that_the_host_sent_is_marked_sent_and_mails_nobody()
    {
        await using var world = await QuickBooksWorld.StartAsync();
        var (intent, id) = await MadeAsync(world, WriteVerb.MarkSent);

        var marked = Assert.IsType<WriteOutcome.Updated>(await WriteAsync(world, intent));
        var again = await WriteAsync(world, intent);

        Assert.Equal("EmailSent", (string?)world.Company.Invoices.Find(id)!["EmailStatus"]);
        Assert.Equal(DocumentStatus.Sent, Assert.IsType<Invoice>(marked.Current).Status);
        Assert.Empty(world.Company.SentMail);
        Assert.IsType<WriteOutcome.Unchanged>(again);
    }

    /// <summary>A voided invoice that was sent before still says so; nothing of it may look as if it were to be paid.</summary>
    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task What_is_voided_is_not_marked_as_sent(bool wasSent)
    {
        await using var world = await QuickBooksWorld.StartAsync();
        var (intent, id) = await MadeAsync(world, WriteVerb.MarkSent);
        if (wasSent)
        {
            await WriteAsync(world, intent);
        }

        world.Company.VoidInvoice(id);
        var stands = world.Company.Invoices.Find(id)!.ToJsonString();

        var rejected = Assert.IsType<WriteOutcome.Rejected>(await WriteAsync(world, intent));

        Assert.Equal("document.voided", Assert.Single(rejected.Problems).Code);
        Assert.Equal(stands, world.Company.Invoices.Find(id)!.ToJsonString());
    }

    [Fact]
    [Trait("Behaviour", "S3-13")]
    public async Task An_invoice_that_is_sent_later_moves_to_that_day()
    {
        await using var world = await QuickBooksWorld.StartAsync();
        var (intent, id) = await MadeAsync(world, WriteVerb.MoveDate);
        var moved = intent with { Record = intent.Record with { IssueDate = new(2026, 3, 12), DueDate = new(2026, 3, 27) } };
        var total = (decimal)world.Company.Invoices.Find(id)!["TotalAmt"]!;

        var outcome = Assert.IsType<WriteOutcome.Updated>(await WriteAsync(world, moved));
        var again = await WriteAsync(world, moved);

        var invoice = world.Company.Invoices.Find(id)!;
        Assert.Equal(("2026-03-12", "2026-03-27"), ((string?)invoice["TxnDate"], (string?)invoice["DueDate"]));
        Assert.Equal(total, (decimal)invoice["TotalAmt"]!);
        Assert.Empty(outcome.Notes);
        Assert.IsType<WriteOutcome.Unchanged>(again);
    }

    [Fact]
    public async Task A_move_into_closed_books_is_refused_before_the_call()
    {
        await using var world = await QuickBooksWorld.StartAsync();
        var (intent, id) = await MadeAsync(world, WriteVerb.MoveDate);
        world.Company.Change(profile => profile with { BookCloseDate = new DateOnly(2026, 2, 28) });
        await world.Session.PreflightAsync(Token);

        var outcome = await WriteAsync(world, intent with { Record = intent.Record with { IssueDate = new(2026, 2, 27) } });

        Assert.Equal("books.closed", Assert.Single(Assert.IsType<WriteOutcome.Rejected>(outcome).Problems).Code);
        Assert.Equal("2026-03-02", (string?)world.Company.Invoices.Find(id)!["TxnDate"]);
    }

    [Fact]
    public async Task A_deleted_invoice_is_gone_and_deleting_it_again_changes_nothing()
    {
        await using var world = await QuickBooksWorld.StartAsync();
        var (intent, id) = await MadeAsync(world, WriteVerb.Delete);

        var deleted = Assert.IsType<WriteOutcome.Updated>(await WriteAsync(world, intent));
        var again = Assert.IsType<WriteOutcome.Unchanged>(await WriteAsync(world, intent));

        Assert.Null(world.Company.Invoices.Find(id));
        Assert.Equal((id, id), (deleted.ExternalId, again.ExternalId));
    }

    [Theory]
    [InlineData(WriteVerb.Void)]
    [InlineData(WriteVerb.MarkSent)]
    [InlineData(WriteVerb.MoveDate)]
    [InlineData(WriteVerb.Send)]
    public async Task A_verb_on_what_is_gone_is_refused(WriteVerb verb)
    {
        await using var world = await QuickBooksWorld.StartAsync();
        await world.ConfigureAsync(settings => settings.With("mails.to_customers", "yes"));
        var (intent, id) = await MadeAsync(world, verb, email: "ap@northwind.example");
        world.Company.DeleteInvoice(id);

        Assert.Equal("target.gone", Assert.Single(Assert.IsType<WriteOutcome.Rejected>(await WriteAsync(world, intent)).Problems).Code);
    }

    [Theory]
    [InlineData(WriteVerb.Void)]
    [InlineData(WriteVerb.MarkSent)]
    [InlineData(WriteVerb.MoveDate)]
    [InlineData(WriteVerb.Delete)]
    public async Task A_verb_that_insists_on_a_version_never_overrules_a_change(WriteVerb verb)
    {
        await using var world = await QuickBooksWorld.StartAsync();
        var (intent, id) = await MadeAsync(world, verb, insists: true);
        var moved = intent with { Record = intent.Record with { IssueDate = new(2026, 3, 12) } };
        world.Company.EditInvoice(id, new JsonObject { ["CustomerMemo"] = new JsonObject { ["value"] = "by hand" } });
        var stands = world.Company.Invoices.Find(id)!.ToJsonString();

        Assert.Equal("version.stale", Assert.Single(Assert.IsType<WriteOutcome.Rejected>(await WriteAsync(world, moved)).Problems).Code);
        Assert.Equal(stands, world.Company.Invoices.Find(id)!.ToJsonString());
    }

    [Fact]
    public async Task Thirty_invoices_are_voided_in_one_request()
    {
        await using var world = await QuickBooksWorld.StartAsync();
        var made = await world
            .Session.Invoices.WriteAsync(
                [.. Enumerable.Range(1, 30).Select(number => world.Intent(Published.Invoice($"inv-{number}"), "1"))],
                cancellationToken: Token
            )
            .ToListAsync(Token);
        var before = world.QuickBooks.Usage.Requests["batch"];

        var outcomes = await world
            .Session.Invoices.WriteAsync(
                [.. made.Select((one, index) => Intent(world, $"inv-{index + 1}", WriteVerb.Void, one.Target()))],
                cancellationToken: Token
            )
            .ToListAsync(Token);

        Assert.All(outcomes, outcome => Assert.IsType<WriteOutcome.Updated>(outcome));
        Assert.Equal(1, world.QuickBooks.Usage.Requests["batch"] - before);
    }

    [Fact]
    public async Task A_plan_shows_each_verb_and_does_nothing()
    {
        await using var world = await QuickBooksWorld.StartAsync();
        await world.ConfigureAsync(settings => settings.With("mails.to_customers", "yes"));
        var (send, id) = await MadeAsync(world, WriteVerb.Send, email: "ap@northwind.example");
        var mark = send with { Key = "mark", Verb = WriteVerb.MarkSent };
        var stands = world.Company.Invoices.Find(id)!.ToJsonString();

        var plan = await world.Session.Invoices.PlanAsync([send, mark], Token);

        Assert.Equal(2, plan.Requests.Count);
        Assert.Contains("\"EmailStatus\":\"EmailSent\"", plan.Requests[0].Body, StringComparison.Ordinal);
        Assert.Contains($"invoice/{id}/send", plan.Requests[1].Path, StringComparison.Ordinal);
        Assert.Equal(stands, world.Company.Invoices.Find(id)!.ToJsonString());
        Assert.Empty(world.Company.SentMail);
    }

    private static async Task<(WriteIntent<Invoice> Intent, string Id)> MadeAsync(
        QuickBooksWorld world, WriteVerb verb, bool insists = false, string? email = null)
    {
        var made = await world.WriteAsync(Published.Invoice() with { BillingEmail = email }, "1");
        var target = made.Target();
        return (Intent(world, "inv-1", verb, insists ? target : target with { Version = null }), target.ExternalId);
    }

    private static WriteIntent<Invoice> Intent(QuickBooksWorld world, string id, WriteVerb verb, WriteTarget target) =>
        world.Intent(Published.Invoice(id), "1", target) with { Key = IntentKey.Of<Invoice>(world.Connection.Id, id, verb), Verb = verb };

    private static Task<WriteOutcome> WriteAsync(QuickBooksWorld world, WriteIntent<Invoice> intent) =>
        world.Session.Invoices.WriteAsync(intent, cancellationToken: Token);
}
