using System.Text.Json.Nodes;
using Sequence.Connectors.Simulators;

namespace Sequence.Connectors.Xero.Tests;

/// <summary>One invoice in Xero, whatever goes wrong; and a reason for whatever does not arrive.</summary>
public sealed class FaultTests
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    public static TheoryData<SimulatedFaultKind, int> Faults =>
        new MatrixTheoryData<SimulatedFaultKind, int>(
            [
                SimulatedFaultKind.TooManyRequests,
                SimulatedFaultKind.TooManyRequestsAtOnce,
                SimulatedFaultKind.TooManyRequestsOfApp,
                SimulatedFaultKind.ServerError,
                SimulatedFaultKind.BadGateway,
                SimulatedFaultKind.Unavailable,
                SimulatedFaultKind.ServerErrorAfterEffect,
                SimulatedFaultKind.TimeoutAfterEffect,
                SimulatedFaultKind.CutBeforeEffect,
                SimulatedFaultKind.CutAfterEffect,
                SimulatedFaultKind.CutBody,
                SimulatedFaultKind.Unauthorized,
            ],
            [1, 6]
        );

    [Theory]
    [MemberData(nameof(Faults))]
    [Trait("Behaviour", "X-1")]
    public async Task Each_invoice_stands_once(SimulatedFaultKind kind, int times)
    {
        await using var world = await XeroWorld.StartAsync();
        var intents = Enumerable.Range(1, 3).Select(number => world.Intent(Published.Invoice($"inv-{number}"))).ToList();
        world.Xero.Faults.Next(kind, times, "invoices");

        var outcomes = await PatientlyAsync(world, intents);

        Assert.Equal(3, world.Organisation.Invoices.Count);
        Assert.All(
            intents,
            intent =>
                Assert.Equal(
                    (string?)world.Organisation.Invoices.FindBy("InvoiceNumber", intent.Record.Number!)!["InvoiceID"],
                    outcomes[intent.Key].Target().ExternalId
                )
        );
    }

    [Fact]
    [Trait("Behaviour", "X-1")]
    [Trait("Trap", "5 Relies on Idempotency-Key beyond 6 minutes or across a token refresh; reuses the key after a cached error")]
    public async Task A_key_that_died_with_its_token_makes_no_second_invoice()
    {
        await using var world = await XeroWorld.StartAsync();
        Assert.True(world.Xero.Limits.IdempotencyByToken);
        var intent = world.Intent(Published.Invoice());
        world.Xero.Faults.Add(
            new()
            {
                Kind = SimulatedFaultKind.CutAfterEffect,
                Resource = "invoices",
                When = _ =>
                {
                    world.Xero.ExpireAccessTokens();
                    return true;
                },
            }
        );

        var outcomes = await world.WriteUntilKnownAsync([intent]);

        Assert.Single(world.Organisation.Invoices);
        Assert.IsType<WriteOutcome.Created>(outcomes[intent.Key]);
    }

    [Fact]
    [Trait("Behaviour", "X-1")]
    public async Task A_refused_batch_that_was_mended_goes_out_under_another_key()
    {
        await using var world = await XeroWorld.StartAsync(settings: given => given.With("accounts.default", "999"));
        var intent = world.Intent(Published.Invoice());

        var refused = await world.WriteAsync(intent);
        world.Organisation.Save("Account", new JsonObject { ["Code"] = "999", ["Name"] = "Mended", ["Type"] = "REVENUE" });
        world.Clock.Advance(TimeSpan.FromSeconds(1));
        var made = await world.WriteAsync(intent);

        Assert.Equal("account.invalid", refused.Problem().Code);
        Assert.IsType<WriteOutcome.Created>(made);
    }

    [Fact]
    [Trait("Trap", "1 Treats HTTP 200 as success")]
    [Trait("Trap", "2 Believes Status/AmountDue of a write response (refused DELETE echoes DELETED)")]
    public async Task A_success_that_refuses_stops_no_other_and_is_believed_in_nothing_else()
    {
        await using var world = await XeroWorld.StartAsync();
        var bad = world.Intent(
            Published.Invoice("bad") with
            {
                Lines =
                [
                    new()
                    {
                        Id = "l",
                        Description = "x",
                        NetTotal = 100m,
                        TaxTotal = 0m,
                        LedgerAccountId = "gone",
                    },
                ],
            }
        );
        bad = bad with { References = bad.References.And<LedgerAccount>("gone", "999") };

        var outcomes = await world.WriteAsync([world.Intent(Published.Invoice("a")), bad, world.Intent(Published.Invoice("b"))]);

        Assert.Equal("account.invalid", outcomes.Single(outcome => outcome.IntentKey == bad.Key).Problem().Code);
        Assert.Equal(2, outcomes.OfType<WriteOutcome.Created>().Count());
        Assert.Equal(2, world.Organisation.Invoices.Count);
    }

    [Fact]
    [Trait("Trap", "2 Believes Status/AmountDue of a write response (refused DELETE echoes DELETED)")]
    public async Task An_echoed_status_is_not_the_server_s()
    {
        await using var world = await XeroWorld.StartAsync();
        var target = (await world.WriteAsync(world.Intent(Published.Invoice()))).Target();
        var isPaid = false;
        world.Xero.Faults.Add(
            new()
            {
                // Between the look and the write somebody takes a payment: the refused element says VOIDED all the same.
                Kind = SimulatedFaultKind.Delay,
                When = request =>
                    request.Operation == "update"
                    && !isPaid
                    && (isPaid = world.Organisation.ReceivePayment(target.ExternalId, 10m).Length > 0),
            }
        );

        var outcome = await world.WriteAsync(world.Intent(Published.Invoice(), target, verb: WriteVerb.Void));

        Assert.Equal("document.paid", outcome.Problem().Code);
        Assert.Equal("AUTHORISED", (string?)world.Organisation.Invoices.Find(target.ExternalId)!["Status"]);
    }

    [Fact]
    [Trait("Trap", "6 Upserts by POST with a clashing InvoiceNumber and silently overwrites somebody's draft invoice")]
    public async Task A_number_that_is_taken_is_refused_with_its_link()
    {
        await using var world = await XeroWorld.StartAsync();
        var theirs = world.Organisation.Save(
            "Invoice",
            new JsonObject
            {
                ["Type"] = "ACCREC",
                ["InvoiceNumber"] = "INV-1",
                ["Contact"] = new JsonObject { ["ContactID"] = world.ContactId },
                ["Status"] = "DRAFT",
                ["Date"] = "2026-03-02",
                ["LineItems"] = new JsonArray(
                    new JsonObject
                    {
                        ["Description"] = "Theirs",
                        ["Quantity"] = 1,
                        ["UnitAmount"] = 7m,
                        ["AccountCode"] = "200",
                    }
                ),
            }
        );

        var problem = (await world.WriteAsync(world.Intent(Published.Invoice()))).Problem();

        Assert.Equal("number.taken", problem.Code);
        Assert.Contains(theirs, problem.Link!.AbsoluteUri, StringComparison.Ordinal);
        Assert.Equal("DRAFT", (string?)Assert.Single(world.Organisation.Invoices)["Status"]);
    }

    [Fact]
    public async Task An_invoice_that_fits_in_every_way_and_is_linked_to_nothing_is_taken_over()
    {
        await using var world = await XeroWorld.StartAsync();
        var theirs = world.Organisation.Save(
            "Invoice",
            new JsonObject
            {
                ["Type"] = "ACCREC",
                ["InvoiceNumber"] = "INV-1",
                ["Contact"] = new JsonObject { ["ContactID"] = world.ContactId },
                ["Status"] = "AUTHORISED",
                ["Date"] = "2026-03-02",
                ["DueDate"] = "2026-04-01",
                ["LineAmountTypes"] = "NoTax",
                ["LineItems"] = new JsonArray(
                    new JsonObject
                    {
                        ["Description"] = "Platform",
                        ["Quantity"] = 1,
                        ["UnitAmount"] = 100m,
                        ["AccountCode"] = "200",
                    }
                ),
            }
        );

        var linked = await world.WriteAsync(world.Intent(Published.Invoice()), world.Context with { IsLinked = (_, _) => new(true) });
        var free = await world.WriteAsync(world.Intent(Published.Invoice()), world.Context with { IsLinked = (_, _) => new(false) });

        Assert.Equal("number.taken", linked.Problem().Code);
        var adopted = Assert.IsType<WriteOutcome.Created>(free);
        Assert.Equal((theirs, true), (adopted.ExternalId, adopted.Adopted));
        Assert.Contains(adopted.Notes, note => note.Kind == MappingNoteKind.Adopted);
    }

    [Fact]
    [Trait("Trap", "18 Sleeps on a day-limit Retry-After of 20 hours inside a worker; treats every 429 alike")]
    public async Task The_limit_of_a_day_is_deferred_and_never_slept_on()
    {
        await using var world = await XeroWorld.StartAsync();
        world.Xero.Faults.Add(new() { Kind = SimulatedFaultKind.TooManyRequestsOfDay, RetryAfterSeconds = 70_000 });
        var start = world.Clock.GetUtcNow();

        var first = await world.WriteAsync(world.Intent(Published.Invoice()));
        var sent = world.Xero.Usage.TotalRequests;
        var second = await world.WriteAsync(world.Intent(Published.Invoice("inv-2")));

        Assert.All(
            [first, second],
            outcome => Assert.Equal(ConnectorErrorKind.RateLimited, Assert.IsType<WriteOutcome.NotAttempted>(outcome).Kind)
        );
        Assert.Equal(Duration.FromSeconds(70_000), ((WriteOutcome.NotAttempted)first).RetryAfter);
        Assert.Equal(sent, world.Xero.Usage.TotalRequests);
        Assert.InRange(world.Clock.GetUtcNow() - start, TimeSpan.Zero, TimeSpan.FromMinutes(1));
        world.Clock.Advance(TimeSpan.FromSeconds(70_001));
        Assert.IsType<WriteOutcome.Created>(await world.WriteAsync(world.Intent(Published.Invoice("inv-2"))));
    }

    [Fact]
    [Trait("Trap", "18 Sleeps on a day-limit Retry-After of 20 hours inside a worker; treats every 429 alike")]
    public async Task The_limit_of_one_organisation_holds_back_no_other()
    {
        await using var world = await XeroWorld.StartAsync();
        var other = Assert.Single(await world.ConnectAsync(world.Xero.AddOrganisation(XeroOrganisationProfile.UnitedKingdom).TenantId));
        world.Xero.Faults.Add(new() { Kind = SimulatedFaultKind.TooManyRequestsOfDay });
        await world.WriteAsync(world.Intent(Published.Invoice()));

        var session = await world.Connectors.OpenAsync(other.Id, Stop);

        Assert.NotEmpty(await session.Customers.ReadAllAsync(cancellationToken: Stop).ToListAsync(Stop));
    }

    [Theory]
    [InlineData(1, 1)]
    [InlineData(50, 1)]
    [InlineData(51, 2)]
    [InlineData(120, 3)]
    public async Task Fifty_invoices_cost_one_request(int invoices, int requests)
    {
        await using var world = await XeroWorld.StartAsync();
        await world.WriteAsync(world.Intent(Published.Invoice("warm-up")));
        var before = world.Xero.Usage.TotalRequests;

        var outcomes = await world.WriteAsync(
            Enumerable.Range(1, invoices).Select(number => world.Intent(Published.Invoice($"inv-{number}"))).ToList()
        );

        Assert.All(outcomes, outcome => Assert.IsType<WriteOutcome.Created>(outcome));
        Assert.Equal(requests, world.Xero.Usage.TotalRequests - before);
        Assert.Empty(world.Xero.Usage.Violations);
    }

    [Fact]
    [Trait("Behaviour", "X-1")]
    public async Task A_crash_at_any_moment_leaves_one_invoice_each()
    {
        await using var world = await XeroWorld.StartAsync();
        var intents = Enumerable.Range(1, 3).Select(number => world.Intent(Published.Invoice($"inv-{number}"))).ToList();
        world.Journaled = () => throw new InvalidDataException("The process ends here.");
        await Assert.ThrowsAsync<InvalidDataException>(() => world.WriteAsync(intents));
        await world.RestartAsync();
        world.Xero.Faults.Next(SimulatedFaultKind.CutAfterEffect, times: 4, resource: "invoices");

        await world.WriteAsync(intents);
        await world.RestartAsync();
        var outcomes = await PatientlyAsync(world, intents);

        Assert.Equal(3, world.Organisation.Invoices.Count);
        Assert.All(outcomes.Values, outcome => Assert.IsType<WriteOutcome.Created>(outcome));
    }

    [Fact]
    public async Task An_allocation_whose_answer_was_lost_is_never_used_twice()
    {
        await using var world = await XeroWorld.StartAsync();
        var invoice = (await world.WriteAsync(world.Intent(Published.Invoice()))).Target().ExternalId;
        var note = (await world.WriteAsync(world.Intent(Published.CreditMemo()))).Target().ExternalId;
        var intent = world.Application("ap-1", note, invoice, 10m);
        world.Xero.Faults.Next(SimulatedFaultKind.CutAfterEffect, resource: "allocations");

        var outcomes = await world.WriteUntilKnownAsync([intent]);

        Assert.IsType<WriteOutcome.Created>(outcomes[intent.Key]);
        Assert.Equal(10m, (decimal)Assert.Single((JsonArray)world.Organisation.CreditNotes.Find(note)!["Allocations"]!)!["Amount"]!);
    }

    [Fact]
    public async Task A_record_that_Xero_does_not_show_is_not_found_though_the_answer_is_a_page_of_HTML()
    {
        await using var world = await XeroWorld.StartAsync();
        const string nobody = "00000000-0000-4000-8000-000000000001";

        Assert.Null(await world.Session.CreditMemos.FindAsync(nobody, Stop));
        Assert.Equal(
            "target.gone",
            (await world.WriteAsync(world.Intent(Published.CreditMemo(), new() { ExternalId = nobody }, verb: WriteVerb.Void)))
                .Problem()
                .Code
        );
    }

    private static async Task<Dictionary<string, WriteOutcome>> PatientlyAsync(XeroWorld world, IReadOnlyList<WriteIntent<Invoice>> intents)
    {
        for (var round = 0; round < 4; round++)
        {
            try
            {
                return await world.WriteUntilKnownAsync(intents);
            }
            catch (ConnectorException failure) when (failure.IsTransient)
            {
                world.Clock.Advance((failure.RetryAfter ?? Duration.FromMinutes(1)).ToTimeSpan());
            }
        }

        return await world.WriteUntilKnownAsync(intents);
    }
}
