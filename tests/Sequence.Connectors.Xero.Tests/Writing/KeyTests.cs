using Microsoft.Extensions.DependencyInjection;
using Sequence.Connectors.Simulators;

namespace Sequence.Connectors.Xero.Tests;

/// <summary>What a key of Xero's can do wrong: replay an error, or refuse a request that is not the one that it came with.</summary>
public sealed class KeyTests
{
    private const string Trap5 =
        "5 Relies on Idempotency-Key beyond 6 minutes or across a token refresh; reuses the key after a cached error; sends an empty key";

    /// <summary>What is written, and which kind of 500 is kept for its key.</summary>
    public static TheoryData<string, SimulatedFaultKind> Errors =>
        new MatrixTheoryData<string, SimulatedFaultKind>(
            ["Contact", "Invoice", "CreditNote", "Payment", "BatchPayment", "Item"],
            [SimulatedFaultKind.ServerError, SimulatedFaultKind.ServerErrorAfterEffect]
        );

    [Theory]
    [MemberData(nameof(Errors))]
    [Trait("Trap", Trap5)]
    public async Task An_error_that_Xero_repeats_for_a_key_is_left_behind_with_the_key_and_one_record_stands(
        string entity, SimulatedFaultKind fault)
    {
        await using var world = await XeroWorld.StartAsync();
        var invoices = await world.WriteAsync([world.Intent(Published.Invoice("inv-8")), world.Intent(Published.Invoice("inv-9"))]);
        var (documents, attempts) = (world.Organisation.Documents(entity).Count, world.Attempts.Count);
        world.Xero.Faults.Add(new() { Kind = fault, Operation = "create" });

        var (first, known) = await (entity switch
        {
            "Contact" => WriteAsync(world, world.Intent(Published.Customer())),
            "Invoice" => WriteAsync(world, world.Intent(Published.Invoice())),
            "CreditNote" => WriteAsync(world, world.Intent(Published.CreditMemo())),
            "Payment" => WriteAsync(world, world.Paying(Published.Payment("pay-1", ("inv-8", 10m)), invoices[0])),
            "BatchPayment" => WriteAsync(
                world, world.Paying(Published.Payment("pay-1", ("inv-8", 10m), ("inv-9", 10m)), [.. invoices])),
            _ => WriteAsync(world, world.Intent(new Product { Id = "seats", Sku = "S-1", Name = "Seats" })),
        });

        Assert.Contains("status 500", Assert.IsType<WriteOutcome.Uncertain>(first).Reason, StringComparison.Ordinal);
        Assert.IsType<WriteOutcome.Created>(known);
        Assert.Equal(documents + 1, world.Organisation.Documents(entity).Count);
        Assert.Equal(fault == SimulatedFaultKind.ServerError ? 2 : 1, world.Attempts.Count - attempts);
        Assert.Empty(world.Xero.Usage.Violations);
    }

    [Fact]
    [Trait("Trap", Trap5)]
    public async Task A_key_that_came_with_another_request_makes_nothing_and_is_told()
    {
        var key = new SameKey();
        await using var world = await XeroWorld.StartAsync(configure: connectors =>
            connectors.ConfigureHttpClient("xero", http => http.AddHttpMessageHandler(() => new KeyHandler(key))));
        var (first, second) = (world.Intent(Published.Invoice()), world.Intent(Published.Invoice("inv-2")));
        key.Value = "the same for all";
        Assert.IsType<WriteOutcome.Created>(await world.WriteAsync(first));

        var refused = Assert.IsType<WriteOutcome.NotAttempted>(await world.WriteAsync(second));

        Assert.Equal(ConnectorErrorKind.Conflict, refused.Kind);
        Assert.Contains("is used with a different request", refused.Reason, StringComparison.Ordinal);
        Assert.Equal("INV-1", (string?)Assert.Single(world.Organisation.Invoices)["InvoiceNumber"]);
        Assert.Equal("request-id-reuse", Assert.Single(world.Xero.Usage.Violations).Rule);

        key.Value = null;
        Assert.IsType<WriteOutcome.Created>(await world.WriteAsync(second));
        Assert.Equal(2, world.Organisation.Invoices.Count);
    }

    [Fact]
    [Trait("Trap", Trap5)]
    public async Task Every_write_has_a_key_of_its_own_and_none_is_empty_or_too_long()
    {
        var key = new SameKey();
        await using var world = await XeroWorld.StartAsync(configure: connectors =>
            connectors.ConfigureHttpClient("xero", http => http.AddHttpMessageHandler(() => new KeyHandler(key))));
        var made = (await world.WriteAsync(world.Intent(Published.Invoice()))).Target();
        await world.WriteAsync(world.Intent(Published.Invoice() with { PurchaseOrderNumber = "PO-1" }, made, revision: 2));
        await world.WriteAsync(world.Intent(Published.Invoice() with { PurchaseOrderNumber = "PO-2" }, made, revision: 3));
        await world.WriteAsync(world.Intent(Published.Invoice(), made, verb: WriteVerb.Void));

        Assert.Equal(4, key.Seen.Count);
        Assert.Equal(4, key.Seen.Distinct().Count());
        Assert.All(key.Seen, one => Assert.InRange(one.Length, 16, 128));
    }

    /// <summary>The first outcome, and what is known in the end.</summary>
    private static async Task<(WriteOutcome First, WriteOutcome Known)> WriteAsync<TRecord>(XeroWorld world, WriteIntent<TRecord> intent)
        where TRecord : class, IRecord
    {
        var first = await world.WriteAsync(intent);
        world.Clock.Advance(((first as WriteOutcome.Uncertain)?.ProbeAfter ?? Duration.Zero).ToTimeSpan());
        return (first, (await world.WriteUntilKnownAsync([intent]))[intent.Key]);
    }

    private sealed class SameKey
    {
        /// <summary>The key that goes out instead of the connector's own; null for that.</summary>
        public string? Value { get; set; }

        public List<string> Seen { get; } = [];
    }

    private sealed class KeyHandler(SameKey key) : DelegatingHandler
    {
        protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            if (request.Headers.TryGetValues("Idempotency-Key", out var values))
            {
                key.Seen.Add(values.Single());
                if (key.Value is { } same)
                {
                    request.Headers.Remove("Idempotency-Key");
                    request.Headers.Add("Idempotency-Key", same);
                }
            }

            return base.SendAsync(request, cancellationToken);
        }
    }
}
