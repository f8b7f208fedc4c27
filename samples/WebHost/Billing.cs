using System.Text.Json.Serialization;
using Microsoft.EntityFrameworkCore;

namespace WebHost;

/// <summary>A customer of the app's customer.</summary>
internal sealed class Account
{
    public required string Id { get; init; }

    public required string Tenant { get; init; }

    public required string Name { get; init; }

    public required string Currency { get; init; }

    /// <summary>What it was imported by, so that a repeated import makes it once.</summary>
    public required string EffectId { get; init; }
}

/// <summary>An invoice of the app's.</summary>
internal sealed class Bill
{
    public required string Id { get; init; }

    public required string Tenant { get; init; }

    public required string Number { get; init; }

    public required string AccountId { get; init; }

    public required decimal Amount { get; init; }

    public string Status { get; set; } = "open";
}

/// <summary>The app's database: its own tables, and those of the engine beside them.</summary>
internal sealed class BillingDatabase(DbContextOptions<BillingDatabase> options) : DbContext(options)
{
    public DbSet<Account> Accounts => Set<Account>();

    public DbSet<Bill> Bills => Set<Bill>();

    protected override void OnModelCreating(ModelBuilder modelBuilder) => modelBuilder.AddSequenceConnectors();
}

/// <summary>The app's own code. What it changes and what it publishes are stored together: both, or neither.</summary>
internal sealed class Billing(BillingDatabase database, SyncEngine engine)
{
    public Task<BillRow[]> ListAsync(string tenant) => database.Bills.Where(one => one.Tenant == tenant).OrderBy(one => one.Id)
        .Join(database.Accounts, bill => bill.AccountId, account => account.Id, (bill, account) => new BillRow(bill.Id, bill.Number, account.Name, bill.Amount, bill.Status))
        .ToArrayAsync();

    public Task<AccountRow[]> AccountsAsync(string tenant) =>
        database.Accounts.Where(one => one.Tenant == tenant).OrderBy(one => one.Name).Select(one => new AccountRow(one.Id, one.Name)).ToArrayAsync();

    public async Task<string> FinalizeAsync(string tenant, string accountId)
    {
        var account = await database.Accounts.SingleAsync(one => one.Tenant == tenant && one.Id == accountId);
        var count = await database.Bills.CountAsync();
        var bill = new Bill { Id = $"inv_{count + 1}", Tenant = tenant, Number = $"INV-{1001 + count}", AccountId = accountId, Amount = 499m };
        database.Add(bill);
        database.AddPublications(engine.Publisher.Compose(
            tenant,
            new Invoice
            {
                Id = bill.Id,
                Number = bill.Number,
                CustomerId = bill.AccountId,
                Currency = CurrencyCode.Parse(account.Currency),
                IssueDate = new LocalDate(2026, 11, 2),
                Status = DocumentStatus.Final,
                Lines = [new() { Id = "1", Description = "Platform, November", NetTotal = bill.Amount }],
            },
            HostEvent.Finalized));
        await database.SaveChangesAsync();
        return bill.Id;
    }
}

/// <summary>Makes the app's customer of QuickBooks': in the transaction in which the engine stores the link.</summary>
internal sealed class TakeCustomer(BillingDatabase database) : IHostImport
{
    public Task<IReadOnlyDictionary<string, string>> MatchAsync(RecordOwner owner, IReadOnlyList<Customer> customers, CancellationToken cancellationToken) =>
        Task.FromResult<IReadOnlyDictionary<string, string>>(new Dictionary<string, string>());

    public async Task<string> CreateAsync(ImportRequest request, CancellationToken cancellationToken)
    {
        if (await database.Accounts.FirstOrDefaultAsync(one => one.EffectId == request.EffectId, cancellationToken) is { } known)
        {
            return known.Id;
        }

        var account = new Account
        {
            Id = $"cus_{request.Customer.Id}",
            Tenant = request.Owner.Tenant,
            Name = request.Customer.Name ?? request.Customer.Id,
            Currency = request.Customer.Currency?.ToString() ?? "USD",
            EffectId = request.EffectId,
        };
        database.Add(account);
        return account.Id;
    }
}

/// <summary>Runs in the transaction in which the engine stores that the payment was told: it happens once, whatever crashes.</summary>
internal sealed class TakePayment(BillingDatabase database) : IReaction<InvoicePaymentChanged>
{
    public async Task ReactAsync(InvoicePaymentChanged change, CancellationToken cancellationToken)
    {
        var bill = await database.Bills.SingleAsync(one => one.Id == change.LocalId, cancellationToken);
        bill.Status = change.After == PaymentStatus.Paid ? "paid" : change.After == PaymentStatus.PartiallyPaid ? "part paid" : "open";
    }
}

internal static class Tenant
{
    public const string Acme = "acme";
}

internal sealed record BillRow(string Id, string Number, string Account, decimal Amount, string Status);

internal sealed record AccountRow(string Id, string Name);

internal sealed record ItemRow(string Id, string Name);

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(BillRow[]))]
[JsonSerializable(typeof(AccountRow[]))]
[JsonSerializable(typeof(ItemRow[]))]
[JsonSerializable(typeof(string))]
internal sealed partial class PageJson : JsonSerializerContext;
