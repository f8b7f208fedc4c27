using System.Text.Json.Nodes;

namespace Sequence.Connectors.QuickBooks.Tests;

/// <summary>
/// QuickBooks says of what is deleted only that something is not there (610): the record that is written, or what it names.
/// </summary>
public sealed class GoneTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task An_update_of_a_deleted_payment_says_that_the_payment_is_gone(bool insists)
    {
        await using var world = await QuickBooksWorld.StartAsync();
        var (intent, id) = Made(world, insists);
        world.Company.DeletePayment(id);

        var rejected = Assert.IsType<WriteOutcome.Rejected>(await world.Session.Payments.WriteAsync(intent, cancellationToken: Token));

        var problem = Assert.Single(rejected.Problems);
        Assert.Equal("target.gone", problem.Code);
        Assert.Contains(id, problem.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_record_that_is_deleted_while_it_is_written_is_gone()
    {
        await using var world = await QuickBooksWorld.StartAsync();
        var (intent, id) = Made(world, insists: true);
        var context = new WriteContext
        {
            BeforeSend = (_, _) =>
            {
                world.Company.DeletePayment(id);
                return ValueTask.CompletedTask;
            },
        };

        var rejected = Assert.IsType<WriteOutcome.Rejected>(await world.Session.Payments.WriteAsync(intent, context, Token));

        Assert.Equal("target.gone", Assert.Single(rejected.Problems).Code);
    }

    [Fact]
    public async Task An_update_that_names_a_customer_out_of_use_says_that_the_reference_is_gone()
    {
        await using var world = await QuickBooksWorld.StartAsync();
        var (intent, _) = Made(world, insists: true);
        var other = world.Company.AddCustomer("Out of Use Ltd");
        world.Company.DeactivateCustomer(other);

        var rejected = Assert.IsType<WriteOutcome.Rejected>(
            await world.Session.Payments.WriteAsync(
                intent with { References = References.To<Customer>(Published.CustomerId, other) },
                cancellationToken: Token
            )
        );

        Assert.Equal("reference.gone", Assert.Single(rejected.Problems).Code);
    }

    // What is owned leaves the lines alone, so that the payment need not be looked at before.
    private static (WriteIntent<Payment> Intent, string Id) Made(QuickBooksWorld world, bool insists)
    {
        var id = world.Company.AddPayment(new JsonObject { ["CustomerRef"] = new JsonObject { ["value"] = "1" }, ["TotalAmt"] = 100m });
        var payment = new Payment
        {
            Id = "pay-1", CustomerId = Published.CustomerId, Amount = 90m, Currency = CurrencyCode.Parse("USD"), Date = new(2026, 3, 6),
        };
        var target = new WriteTarget { ExternalId = id, Version = insists ? "0" : null };
        return (world.Intent(payment, "1", target) with { Fields = ["Amount", "Date"] }, id);
    }
}
