using Sequence.Connectors.Simulators;

namespace Sequence.Connectors.Xero.Tests;

/// <summary>One payment in Xero, whatever goes wrong. Nothing but its mark tells it from another of the same amount.</summary>
public sealed class PaymentFaultTests
{
    public static TheoryData<SimulatedFaultKind, int, bool> Faults =>
        new MatrixTheoryData<SimulatedFaultKind, int, bool>(
            [
                SimulatedFaultKind.TooManyRequests,
                SimulatedFaultKind.ServerError,
                SimulatedFaultKind.Unavailable,
                SimulatedFaultKind.ServerErrorAfterEffect,
                SimulatedFaultKind.TimeoutAfterEffect,
                SimulatedFaultKind.CutBeforeEffect,
                SimulatedFaultKind.CutAfterEffect,
                SimulatedFaultKind.CutBody,
                SimulatedFaultKind.Unauthorized,
            ],
            [1, 6],
            [false, true]
        );

    [Theory]
    [MemberData(nameof(Faults))]
    public async Task Each_payment_stands_once(SimulatedFaultKind kind, int times, bool ofSeveral)
    {
        await using var world = await XeroWorld.StartAsync();
        var intents = await PaymentsAsync(world, ofSeveral);
        world.Xero.Faults.Next(kind, times, ofSeveral ? "batchpayments" : "payments");

        var outcomes = await PatientlyAsync(world, intents);

        Assert.All(outcomes.Values, outcome => Assert.IsType<WriteOutcome.Created>(outcome));
        AssertOnce(world, ofSeveral);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    [Trait("Trap", "5 Relies on Idempotency-Key beyond 6 minutes or across a token refresh; reuses the key after a cached error")]
    public async Task A_crash_at_any_moment_leaves_one_payment_each(bool ofSeveral)
    {
        await using var world = await XeroWorld.StartAsync();
        var intents = await PaymentsAsync(world, ofSeveral);
        world.Journaled = () => throw new InvalidDataException("The process ends here.");
        await Assert.ThrowsAsync<InvalidDataException>(() => world.WriteAsync(intents));
        await world.RestartAsync();
        world.Xero.Faults.Next(SimulatedFaultKind.CutAfterEffect, times: 4, resource: ofSeveral ? "batchpayments" : "payments");

        await world.WriteAsync(intents);
        await world.RestartAsync();
        world.Clock.Advance(TimeSpan.FromMinutes(7));
        var outcomes = await PatientlyAsync(world, intents);

        Assert.All(outcomes.Values, outcome => Assert.IsType<WriteOutcome.Created>(outcome));
        AssertOnce(world, ofSeveral);
    }

    [Fact]
    public async Task A_payment_that_somebody_took_back_before_its_answer_was_known_is_not_made_again()
    {
        await using var world = await XeroWorld.StartAsync();
        var intents = (await PaymentsAsync(world, ofSeveral: false))[..1];
        world.Xero.Faults.Next(SimulatedFaultKind.CutAfterEffect, times: 4, resource: "payments");
        Assert.IsType<WriteOutcome.Uncertain>(Assert.Single(await world.WriteAsync(intents)));
        var theirs = world.Organisation.Payments.Count;
        var made = world.Organisation.Payments.Single(each => (string?)each["Invoice"]!["InvoiceID"] == FirstInvoice(world));
        world.Organisation.DeletePayment((string)made["PaymentID"]!);

        var known = (await world.WriteUntilKnownAsync(intents))[intents[0].Key];

        Assert.Equal(PaymentState.Voided, ((Payment)Assert.IsType<WriteOutcome.Created>(known).Current!).State);
        Assert.Equal(theirs, world.Organisation.Payments.Count);
    }

    [Fact]
    [Trait("Trap", "1 Treats HTTP 200 as success")]
    public async Task A_payment_in_the_way_refuses_one_and_stops_no_other()
    {
        await using var world = await XeroWorld.StartAsync();
        var intents = await PaymentsAsync(world, ofSeveral: false);
        var inTheWay = false;
        world.Xero.Faults.Add(
            new()
            {
                // Just before the call somebody records the same money by hand.
                Kind = SimulatedFaultKind.Delay,
                Resource = "payments",
                When = request =>
                    request.Operation == "create"
                    && !inTheWay
                    && (inTheWay = world.Organisation.ReceivePayment(FirstInvoice(world), 100m).Length > 0),
            }
        );

        var outcomes = await world.WriteAsync(intents);

        Assert.Equal("document.settled", outcomes.Single(outcome => !outcome.IsSuccess).Problem().Code);
        Assert.Equal(2, outcomes.OfType<WriteOutcome.Created>().Count());
    }

    [Fact]
    public async Task A_key_that_came_with_another_body_is_refused_and_the_next_try_has_a_key_of_its_own()
    {
        await using var world = await XeroWorld.StartAsync();
        var intent = (await PaymentsAsync(world, ofSeveral: false))[0];
        var larger = intent.Record.Allocations[0] with { Amount = 200m };
        var tooMuch = intent with { Record = intent.Record with { Amount = 200m, Allocations = [larger] } };

        var refused = await world.WriteAsync(tooMuch);
        var made = await world.WriteAsync(intent);

        Assert.Equal("amount.exceeds", refused.Problem().Code);
        Assert.IsType<WriteOutcome.Created>(made);
        var attempts = world.Attempts.Where(attempt => attempt.Members.Contains(intent.Key));
        Assert.Equal(2, attempts.Select(attempt => attempt.Key).Distinct().Count());
        Assert.Empty(world.Xero.Usage.Violations);
    }

    [Theory]
    [InlineData(SimulatedFaultKind.CutAfterEffect)]
    [InlineData(SimulatedFaultKind.CutBeforeEffect)]
    public async Task A_payment_is_taken_back_once_whatever_becomes_of_the_answer(SimulatedFaultKind kind)
    {
        await using var world = await XeroWorld.StartAsync();
        var intent = (await PaymentsAsync(world, ofSeveral: false))[0];
        var target = (await world.WriteAsync(intent)).Target();
        var back = intent with { Key = "back", Verb = WriteVerb.Void, Target = target };
        world.Xero.Faults.Add(new() { Kind = kind, When = request => request.Operation == "update" });

        var known = await world.WriteUntilKnownAsync([back]);

        Assert.IsType<WriteOutcome.Updated>(known["back"]);
        Assert.Equal("DELETED", (string?)world.Organisation.Payments.Find(target.ExternalId)!["Status"]);
    }

    [Theory]
    [InlineData(50, 1)]
    [InlineData(51, 2)]
    public async Task Fifty_payments_cost_one_request_and_one_look_at_what_they_pay(int payments, int requests)
    {
        await using var world = await XeroWorld.StartAsync();
        var invoice = await world.WriteAsync(world.Intent(Published.Invoice(net: 10_000m)));
        await world.WriteAsync(world.Paying(Published.Payment("warm-up", ("inv-1", 1m)), invoice));
        var before = world.Xero.Usage.TotalRequests;

        var outcomes = await world.WriteAsync(
            Enumerable
                .Range(1, payments)
                .Select(number => world.Paying(Published.Payment($"pay-{number}", ("inv-1", 2m)), invoice))
                .ToList()
        );

        Assert.All(outcomes, outcome => Assert.IsType<WriteOutcome.Created>(outcome));
        Assert.Equal(requests + 1, world.Xero.Usage.TotalRequests - before);
    }

    private static string FirstInvoice(XeroWorld world) =>
        (string)world.Organisation.Invoices.FindBy("InvoiceNumber", "INV-1")!["InvoiceID"]!;

    /// <summary>Three payments of 30, each of an invoice of its own, or of that and another; equal amounts stand beside them.</summary>
    private static async Task<List<WriteIntent<Payment>>> PaymentsAsync(XeroWorld world, bool ofSeveral)
    {
        var all = new Dictionary<string, WriteOutcome>(StringComparer.Ordinal);
        foreach (var outcome in await world.WriteAsync(
            Enumerable.Range(1, 4).Select(number => world.Intent(Published.Invoice($"inv-{number}"))).ToList()))
        {
            Assert.True(outcome.IsSuccess, outcome.ToString());
            all[((Invoice)((WriteOutcome.Settled)outcome).Current!).Number!.ToLowerInvariant()] = outcome;
        }

        world.Organisation.ReceivePayment(all["inv-4"].Target().ExternalId, 10m);
        return
        [
            .. Enumerable
                .Range(1, 3)
                .Select(number =>
                    ofSeveral
                        ? world.Paying(
                            Published.Payment($"pay-{number}", ($"inv-{number}", 20m), ("inv-4", 10m)),
                            all[$"inv-{number}"],
                            all["inv-4"]
                        )
                        : world.Paying(Published.Payment($"pay-{number}", ($"inv-{number}", 30m)), all[$"inv-{number}"])
                ),
        ];
    }

    private static void AssertOnce(XeroWorld world, bool ofSeveral)
    {
        var paid = world.Organisation.Invoices.ToDictionary(each => (string)each["InvoiceNumber"]!, each => (decimal)each["AmountPaid"]!);
        var each = ofSeveral ? 20m : 30m;
        Assert.Equal((each, each, each), (paid["INV-1"], paid["INV-2"], paid["INV-3"]));
        Assert.Equal(ofSeveral ? 40m : 10m, paid["INV-4"]);
        Assert.Equal(ofSeveral ? 3 : 0, world.Organisation.Documents("BatchPayment").Count);
    }

    private static async Task<Dictionary<string, WriteOutcome>> PatientlyAsync(
        XeroWorld world, IReadOnlyList<WriteIntent<Payment>> intents)
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
