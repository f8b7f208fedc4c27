using Microsoft.Data.Sqlite;
using Microsoft.Extensions.DependencyInjection;
using Sequence.Connectors.CrashHost;

namespace Sequence.Connectors.Sync.Tests;

/// <summary>A host whose database is brought back from an hour ago knows nothing of what it sent since, and sends nothing twice.</summary>
public sealed class RestoreTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    [Trait("Behaviour", "S3-11")]
    [Trait("Behaviour", "S3-20")]
    public async Task What_was_sent_in_the_hour_that_is_lost_is_found_and_not_made_again()
    {
        await using var world = await CrashWorld.StartAsync();
        var backup = world.Setup.Database + ".backup";
        await using (var host = await world.OpenAsync())
        {
            await PublishAsync(host, "before");
            await host.RestAsync();
            await CopyAsync(world.Setup.Database, backup);
            await AdvanceAsync(host, Duration.FromMinutes(20));
            await PublishAsync(host, "lost");
            await host.RestAsync();
            await AdvanceAsync(host, Duration.FromMinutes(40));
            await PublishAsync(host, "late");
            await host.RestAsync();
        }

        var made = Made(world);
        Assert.Equal(12, made.Count);
        SqliteConnection.ClearAllPools();
        File.Delete(world.Setup.Database + "-wal");
        File.Delete(world.Setup.Database + "-shm");
        File.Copy(backup, world.Setup.Database, overwrite: true);
        await using (var host = await world.OpenAsync())
        {
            await PublishAsync(host, "late");
            await PublishAsync(host, "lost");
            await PublishAsync(host, "new");
            await host.RestAsync();
            Assert.Empty(await host.Engine.Problems.ListAsync(cancellationToken: Token));
            Assert.Empty(await host.Store.ReadAttemptsAsync((await ConnectionAsync(host)).Id, Token));
        }

        Assert.Equal(made.Concat(Names("new")).Order(StringComparer.Ordinal), Made(world).Order(StringComparer.Ordinal));
    }

    [Fact]
    [Trait("Behaviour", "S3-11")]
    public async Task A_database_that_is_brought_back_under_a_living_host_makes_it_send_nothing_twice()
    {
        await using var world = await CrashWorld.StartAsync();
        var backup = world.Setup.Database + ".backup";
        await using var host = await world.OpenAsync();
        await PublishAsync(host, "before");
        await host.RestAsync();
        await CopyAsync(world.Setup.Database, backup);
        await AdvanceAsync(host, Duration.FromMinutes(20));
        await PublishAsync(host, "lost");
        await host.RestAsync();
        await AdvanceAsync(host, Duration.FromMinutes(40));
        var made = Made(world);
        Assert.Equal(8, made.Count);

        await CopyAsync(backup, world.Setup.Database);
        await AdvanceAsync(host, Duration.FromMinutes(1));
        await PublishAsync(host, "lost");
        await PublishAsync(host, "new");
        await host.RestAsync();

        Assert.Empty(await host.Engine.Problems.ListAsync(cancellationToken: Token));
        Assert.Equal(made.Concat(Names("new")).Order(StringComparer.Ordinal), Made(world).Order(StringComparer.Ordinal));
    }

    private static string[] Names(string wave) => [$"Credit {wave}", $"Customer {wave}", $"Invoice {wave}", $"Payment {wave}"];

    private static List<string> Made(CrashWorld world) =>
        [
            .. world
                .Company.Customers.Select(one => (string)one["DisplayName"]!)
                .Where(name => name.StartsWith("Customer ", StringComparison.Ordinal))
                .Select(name => name.Replace(" (USD)", "", StringComparison.Ordinal)),
            .. world
                .Company.Invoices.Select(one => (string?)one["DocNumber"])
                .OfType<string>()
                .Where(number => number.StartsWith("Invoice ", StringComparison.Ordinal)),
            .. world
                .Company.CreditMemos.Select(one => (string?)one["DocNumber"])
                .OfType<string>()
                .Where(number => number.StartsWith("Credit ", StringComparison.Ordinal)),
            .. world
                .Company.Payments.Select(one => (string?)one["PaymentRefNum"])
                .OfType<string>()
                .Where(number => number.StartsWith("Payment ", StringComparison.Ordinal)),
        ];

    // The host's ids are stable: what it finds again in its own books has the id that it had.
    private static async Task PublishAsync(CrashWorld.OpenHost host, string wave)
    {
        await using var scope = host.Services.CreateAsyncScope();
        var context = scope.ServiceProvider.GetRequiredService<HostContext>();
        if (await context.Documents.FindAsync([$"I-{wave}"], Token) is null)
        {
            context.Documents.Add(new() { Id = $"I-{wave}", IsCreditMemo = false, Total = 100m, Balance = 100m });
            await context.SaveChangesAsync(Token);
        }

        var publisher = host.Engine.Publisher;
        var customer = new Customer { Id = $"C-{wave}", Name = $"Customer {wave}", Currency = CurrencyCode.Parse("USD") };
        var invoice = HostRecords.Invoice($"I-{wave}", customer.Id) with { Number = $"Invoice {wave}" };
        var credit = new CreditMemo
        {
            Id = $"M-{wave}",
            Number = $"Credit {wave}",
            CustomerId = customer.Id,
            Currency = invoice.Currency,
            IssueDate = invoice.IssueDate,
            Status = DocumentStatus.Final,
            Lines = invoice.Lines,
            NetTotal = invoice.NetTotal,
            TaxTotal = invoice.TaxTotal,
            GrossTotal = invoice.GrossTotal,
        };
        var payment = new Payment
        {
            Id = $"P-{wave}",
            CustomerId = customer.Id,
            Currency = invoice.Currency,
            Date = invoice.IssueDate,
            Reference = $"Payment {wave}",
            Amount = 40m,
            Allocations = [new PaymentAllocation { InvoiceId = invoice.Id, Amount = 40m }],
        };
        await publisher.PublishAsync(CrashSetup.Tenant, customer, HostEvent.Saved, cancellationToken: Token);
        await publisher.PublishAsync(CrashSetup.Tenant, invoice, HostEvent.Finalized, cancellationToken: Token);
        await publisher.PublishAsync(CrashSetup.Tenant, credit, HostEvent.Finalized, cancellationToken: Token);
        await publisher.PublishAsync(CrashSetup.Tenant, payment, HostEvent.Saved, cancellationToken: Token);
    }

    private static async Task<Connection> ConnectionAsync(CrashWorld.OpenHost host) =>
        (await host.Services.GetRequiredService<IConnectionStore>().ListAsync(CrashSetup.Tenant, Token)).Single();

    // As a host at work does: it never goes without a sign of life for long.
    private static async Task AdvanceAsync(CrashWorld.OpenHost host, Duration by)
    {
        for (var gone = Duration.Zero; gone < by; gone += Duration.FromMinutes(1))
        {
            await host.Engine.RunDueAsync(Token);
            host.Time.Clock.Advance(TimeSpan.FromMinutes(1));
        }

        await host.Time.TellAsync();
    }

    private static async Task CopyAsync(string from, string to)
    {
        await using var source = new SqliteConnection($"Data Source={from}");
        await using var target = new SqliteConnection($"Data Source={to}");
        await source.OpenAsync(Token);
        await target.OpenAsync(Token);
        source.BackupDatabase(target);
    }
}
