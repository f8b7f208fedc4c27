using System.Net;
using System.Text.Json.Nodes;
using Microsoft.Extensions.DependencyInjection;
using Sequence.Connectors.Simulators;

namespace Sequence.Connectors.Xero.Tests;

/// <summary>What Xero refuses, however it says so, leaves what stood as it stood, and the reason is told.</summary>
public sealed class RefusalTests
{
    private const string Nobody = "00000000-0000-4000-8000-000000000001";
    private static readonly string[] Entities = ["Contact", "Invoice", "CreditNote", "Payment", "Item"];

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    /// <summary>A kind of 429, as often as a call is repeated, and whether it holds other organisations back.</summary>
    public static TheoryData<SimulatedFaultKind, bool> Limits => new()
    {
        { SimulatedFaultKind.TooManyRequests, false },
        { SimulatedFaultKind.TooManyRequestsAtOnce, false },
        { SimulatedFaultKind.TooManyRequestsOfDay, false },
        { SimulatedFaultKind.TooManyRequestsOfApp, true },
    };

    [Theory]
    [MemberData(nameof(Limits))]
    [Trait("Trap", "18 Sleeps on a day-limit Retry-After of 20 hours inside a worker; treats every 429 alike")]
    public async Task An_empty_429_of_each_kind_makes_nothing_and_says_when_to_come_back(SimulatedFaultKind kind, bool isOfApp)
    {
        await using var world = await XeroWorld.StartAsync();
        var other = Assert.Single(await world.ConnectAsync(world.Xero.AddOrganisation(XeroOrganisationProfile.UnitedKingdom).TenantId));
        var neighbour = await world.Connectors.OpenAsync(other.Id, Stop);
        await neighbour.Customers.ReadAllAsync(cancellationToken: Stop).ToListAsync(Stop);
        var intent = world.Intent(Published.Invoice());
        world.Xero.Faults.Add(new() { Kind = kind, Times = 20 });

        var postponed = Assert.IsType<WriteOutcome.NotAttempted>(await world.WriteAsync(intent));

        Assert.Equal(ConnectorErrorKind.RateLimited, postponed.Kind);
        Assert.NotNull(postponed.RetryAfter);
        Assert.Empty(world.Organisation.Invoices);

        world.Xero.Faults.Clear();
        var began = world.Clock.GetUtcNow();
        await neighbour.Customers.ReadAllAsync(cancellationToken: Stop).ToListAsync(Stop);
        Assert.Equal(isOfApp, world.Clock.GetUtcNow() - began > TimeSpan.FromSeconds(1));

        world.Clock.Advance(postponed.RetryAfter.Value.ToTimeSpan());
        Assert.IsType<WriteOutcome.Created>(await world.WriteAsync(intent));
        Assert.Single(world.Organisation.Invoices);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    [Trait("Behaviour", "X-7")]
    [Trait("Trap", "4 Voids without removing payments, or DELETEs an AUTHORISED / VOIDs a DRAFT; ignores lock dates")]
    public async Task Nothing_is_made_changed_moved_or_voided_in_a_locked_period(bool isOfYear)
    {
        await using var world = await XeroWorld.StartAsync();
        var (invoice, memo) = (Published.Invoice(), Published.CreditMemo());
        var (inXero, credit) = (
            (await world.WriteAsync(world.Intent(invoice))).Target(),
            (await world.WriteAsync(world.Intent(memo))).Target()
        );
        var day = new DateOnly(2026, 3, 31);
        world.Organisation.Change(profile =>
            isOfYear ? profile with { EndOfYearLockDate = day } : profile with { PeriodLockDate = day });
        var before = Books(world);

        WriteOutcome[] refused =
        [
            await world.WriteAsync(world.Intent(Published.Invoice("inv-2"))),
            await world.WriteAsync(world.Intent(Published.CreditMemo("cm-2"))),
            await world.WriteAsync(world.Intent(invoice with { PurchaseOrderNumber = "PO-1" }, inXero, revision: 2)),
            await world.WriteAsync(world.Intent(memo with { Memo = "Sorry" }, credit, revision: 2)),
            await world.WriteAsync(world.Intent(invoice with { IssueDate = new(2026, 4, 1) }, inXero, verb: WriteVerb.MoveDate)),
            await world.WriteAsync(world.Intent(invoice, inXero, verb: WriteVerb.Void)),
            await world.WriteAsync(world.Intent(memo, credit, verb: WriteVerb.Void)),
        ];

        Assert.All(refused, outcome => Assert.Equal("books.closed", outcome.Problem().Code));
        Assert.All(refused, outcome => Assert.Contains("31 March 2026", outcome.Problem().Message, StringComparison.Ordinal));
        Assert.Equal(before, Books(world));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    [Trait("Behaviour", "X-7")]
    [Trait("Trap", "4 Voids without removing payments, or DELETEs an AUTHORISED / VOIDs a DRAFT; ignores lock dates")]
    public async Task What_is_part_paid_or_part_credited_is_not_changed_moved_or_voided_and_can_be_marked_as_sent(bool isPaid)
    {
        await using var world = await XeroWorld.StartAsync();
        var invoice = Published.Invoice();
        var target = (await world.WriteAsync(world.Intent(invoice))).Target();
        var credit = (await world.WriteAsync(world.Intent(Published.CreditMemo()))).Target();
        if (isPaid)
        {
            world.Organisation.ReceivePayment(target.ExternalId, 40m);
        }
        else
        {
            world.Organisation.AllocateCredit(credit.ExternalId, target.ExternalId, 10m);
        }

        var before = Books(world);
        var edited = invoice with { Lines = [invoice.Lines[0] with { NetTotal = 120m }], NetTotal = 120m, GrossTotal = 120m };
        var moved = invoice with { IssueDate = new(2026, 3, 9), DueDate = new(2026, 4, 9) };

        WriteOutcome[] refused =
        [
            await world.WriteAsync(world.Intent(edited, target, revision: 2)),
            await world.WriteAsync(world.Intent(moved, target, verb: WriteVerb.MoveDate)),
            await world.WriteAsync(world.Intent(invoice, target, verb: WriteVerb.Void)),
        ];

        Assert.All(refused, outcome => Assert.Equal("document.paid", outcome.Problem().Code));
        Assert.All(refused, outcome => Assert.NotNull(outcome.Problem().Fix));
        Assert.Equal(before, Books(world));
        Assert.IsType<WriteOutcome.Updated>(await world.WriteAsync(world.Intent(invoice, target, verb: WriteVerb.MarkSent)));
    }

    [Fact]
    [Trait("Trap", "2 Believes Status/AmountDue of a write response (refused DELETE echoes DELETED)")]
    [Trait("Trap", "4 Voids without removing payments, or DELETEs an AUTHORISED / VOIDs a DRAFT; ignores lock dates")]
    public async Task A_deletion_that_comes_after_the_approval_is_refused_though_its_answer_says_deleted()
    {
        await using var world = await XeroWorld.StartAsync();
        var draft = new WriteTarget { ExternalId = Draft(world) };
        var isApproved = false;
        world.Xero.Faults.Add(new()
        {
            // Between the look and the write somebody approves the draft.
            Kind = SimulatedFaultKind.Delay,
            Operation = "update",
            When = _ => !isApproved && (isApproved = Approve(world, draft.ExternalId)),
        });

        var refused = await world.WriteAsync(world.Intent(Published.Invoice(), draft, verb: WriteVerb.Delete));

        Assert.Equal("document.status", refused.Problem().Code);
        Assert.Equal("AUTHORISED", (string?)Assert.Single(world.Organisation.Invoices)["Status"]);
    }

    [Fact]
    [Trait("Trap", "2 Believes Status/AmountDue of a write response (refused DELETE echoes DELETED)")]
    public async Task What_was_voided_is_told_with_nothing_due_though_the_answer_shows_what_was()
    {
        var answers = new Altered();
        await using var world = await StartAsync(answers);
        var target = (await world.WriteAsync(world.Intent(Published.Invoice()))).Target();

        var voided = Assert.IsType<WriteOutcome.Updated>(
            await world.WriteAsync(world.Intent(Published.Invoice(), target, verb: WriteVerb.Void)));

        Assert.Contains("\"AmountDue\": 100", answers.Last, StringComparison.Ordinal);
        var told = (Invoice)voided.Current!;
        Assert.Equal((DocumentStatus.Voided, PaymentStatus.NothingDue, 0m), (told.Status, told.PaymentStatus, told.Balance));
    }

    [Fact]
    [Trait("Trap", "1 Treats HTTP 200 as success")]
    public async Task A_success_that_refuses_without_a_reason_is_a_refusal()
    {
        var answers = new Altered();
        await using var world = await StartAsync(answers);
        world.Organisation.Save("Account", new JsonObject { ["Code"] = "777", ["Name"] = "Later", ["Type"] = "REVENUE" });
        var (good, bad) = (world.Intent(Published.Invoice("inv-2")), world.Intent(Published.Invoice()));
        bad = bad with { Record = bad.Record with { Lines = [bad.Record.Lines[0] with { LedgerAccountId = "acc" }] } };
        bad = bad with { References = bad.References.And<LedgerAccount>("acc", "999") };
        answers.Alter = text =>
        {
            var body = JsonNode.Parse(text)!;
            foreach (var element in body["Invoices"]!.AsArray())
            {
                element!.AsObject().Remove("ValidationErrors");
            }

            return body.ToJsonString();
        };

        var outcomes = await world.WriteAsync([good, bad]);

        Assert.IsType<WriteOutcome.Created>(outcomes.Single(outcome => outcome.IntentKey == good.Key));
        Assert.Equal("xero.refused", outcomes.Single(outcome => outcome.IntentKey == bad.Key).Problem().Code);
        Assert.Equal("INV-2", (string?)Assert.Single(world.Organisation.Invoices)["InvoiceNumber"]);
    }

    [Theory]
    [InlineData("")]
    [InlineData("<!DOCTYPE html><html><body>All is well</body></html>")]
    [InlineData("""{"Status":"OK"}""")]
    [InlineData("""{"Invoices":[]}""")]
    [InlineData("""{"Invoices":[{"InvoiceNumber":"INV-1"}]}""")]
    [Trait("Behaviour", "X-1")]
    [Trait("Trap", "1 Treats HTTP 200 as success")]
    public async Task A_success_that_says_nothing_is_looked_into_and_one_invoice_stands(string answer)
    {
        var answers = new Altered();
        await using var world = await StartAsync(answers);
        var intent = world.Intent(Published.Invoice());
        answers.Alter = _ => answer;

        var first = await world.WriteAsync(intent);
        answers.Alter = null;
        world.Clock.Advance(TimeSpan.FromMinutes(10));
        var known = (await world.WriteUntilKnownAsync([intent]))[intent.Key];

        Assert.IsType<WriteOutcome.Uncertain>(first);
        Assert.Equal((string?)Assert.Single(world.Organisation.Invoices)["InvoiceID"], known.Target().ExternalId);
    }

    [Fact]
    public async Task What_is_not_there_is_told_whatever_was_to_be_done_with_it()
    {
        await using var world = await XeroWorld.StartAsync();
        var gone = new WriteTarget { ExternalId = Nobody };
        var invoice = (await world.WriteAsync(world.Intent(Published.Invoice()))).Target().ExternalId;
        var credit = (await world.WriteAsync(world.Intent(Published.CreditMemo()))).Target().ExternalId;
        var before = Books(world);

        Assert.Equal("target.gone", await CodeAsync(world.Intent(Published.Invoice("inv-2"), gone, revision: 2)));
        Assert.Equal("target.gone", await CodeAsync(world.Intent(Published.Invoice("inv-2"), gone, verb: WriteVerb.Void)));
        Assert.Equal("target.gone", await CodeAsync(world.Intent(Published.Invoice("inv-2"), gone, verb: WriteVerb.Send)));
        Assert.Equal("target.gone", await CodeAsync(world.Intent(Published.CreditMemo("cm-2"), gone, revision: 2)));
        Assert.Equal("target.gone", await CodeAsync(world.Intent(Published.CreditMemo("cm-2"), gone, verb: WriteVerb.Delete)));
        Assert.Equal("target.gone", await CodeAsync(world.Intent(Published.Customer(), gone, revision: 2)));
        Assert.Equal("target.gone", await CodeAsync(world.Intent(Published.Customer(), gone, verb: WriteVerb.Archive)));
        Assert.Equal("target.gone", await CodeAsync(world.Intent(Published.Payment("p", ("inv-1", 1m)), gone, verb: WriteVerb.Void)));
        Assert.Equal("target.gone", await CodeAsync(world.Intent(new Product { Id = "s", Sku = "S", Name = "S" }, gone, revision: 2)));
        Assert.Equal("reference.gone", await CodeAsync(world.Application("ap-1", Nobody, invoice, 1m)));
        Assert.Equal("reference.gone", await CodeAsync(world.Application("ap-2", credit, Nobody, 1m)));
        Assert.Equal("reference.gone", await CodeAsync(OfNobody(Published.Invoice("inv-2"))));
        Assert.Null(await world.Session.Invoices.FindAsync(Nobody, Stop));
        Assert.Null(await world.Session.Payments.FindAsync(Nobody, Stop));
        Assert.Null(await world.Session.Customers.FindAsync(Nobody, Stop));
        Assert.Null(await world.Session.Products.FindAsync(Nobody, Stop));
        Assert.Equal(before, Books(world));

        WriteIntent<Invoice> OfNobody(Invoice record) =>
            world.Intent(record) with { References = References.To<Customer>(Published.CustomerId, Nobody) };

        async Task<string> CodeAsync<TRecord>(WriteIntent<TRecord> intent)
            where TRecord : class, IRecord => (await world.WriteAsync(intent)).Problem().Code;
    }

    private static Task<XeroWorld> StartAsync(Altered answers) => XeroWorld.StartAsync(configure: connectors =>
        connectors.ConfigureHttpClient("xero", http => http.AddHttpMessageHandler(() => new AlteringHandler(answers))));

    /// <summary>Everything that a refusal must leave alone.</summary>
    private static string Books(XeroWorld world) =>
        string.Join('\n', Entities.SelectMany(entity => world.Organisation.Documents(entity)).Select(document => document.ToJsonString()));

    private static string Draft(XeroWorld world) =>
        world.Organisation.Save(
            "Invoice",
            new JsonObject
            {
                ["Type"] = "ACCREC",
                ["Contact"] = new JsonObject { ["ContactID"] = world.ContactId },
                ["Status"] = "DRAFT",
                ["Date"] = "2026-03-02",
                ["DueDate"] = "2026-04-01",
                ["LineItems"] = new JsonArray(
                    new JsonObject { ["Description"] = "Seats", ["Quantity"] = 1, ["UnitAmount"] = 10m, ["AccountCode"] = "200" }),
            }
        );

    private static bool Approve(XeroWorld world, string invoice)
    {
        world.Organisation.EditInvoice(invoice, new() { ["Status"] = "AUTHORISED" });
        return true;
    }

    /// <summary>How answers to writes of invoices are altered on their way; null leaves them alone.</summary>
    private sealed class Altered
    {
        public Func<string, string>? Alter { get; set; }

        public string Last { get; set; } = "";
    }

    private sealed class AlteringHandler(Altered answers) : DelegatingHandler
    {
        protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            var answer = await base.SendAsync(request, cancellationToken);
            if (request.Method == HttpMethod.Get || answer.StatusCode != HttpStatusCode.OK)
            {
                return answer;
            }

            answers.Last = await answer.Content.ReadAsStringAsync(cancellationToken);
            answer.Content = new StringContent(answers.Alter?.Invoke(answers.Last) ?? answers.Last);
            return answer;
        }
    }
}
