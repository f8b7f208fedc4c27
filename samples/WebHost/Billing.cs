using System.Text.Json.Serialization;
using Microsoft.EntityFrameworkCore;

namespace WebHost;

/// <summary>The app's own code. What it changes and what it publishes are stored together: both, or neither.</summary>
internal sealed class Billing(BillingDatabase database, SyncEngine engine, TimeProvider clock)
{
    /// <summary>Makes the database, with two customers that the tenant had before it connected anything.</summary>
    public async Task CreateAsync(string tenant)
    {
        await database.Database.EnsureCreatedAsync();
        database.AddRange(
            new Account { Id = "cus_1", Tenant = tenant, Name = "Cool Cars", Email = "cool_cars@example.com", Currency = "USD" },
            new Account { Id = "cus_2", Tenant = tenant, Name = "Hudson and Daughters", Email = "ap@hudson.example", Currency = "USD" });
        await database.SaveChangesAsync();
    }

    public Task<CustomerRow[]> CustomersAsync(string tenant) => database.Accounts.Where(one => one.Tenant == tenant)
        .OrderBy(one => one.Name).Select(one => new CustomerRow(one.Id, one.Name, one.Email)).ToArrayAsync();

    public Task<InvoiceRow[]> InvoicesAsync(string tenant) => database.Bills.Where(one => one.Tenant == tenant).OrderBy(one => one.Id)
        .Join(
            database.Accounts,
            bill => bill.AccountId,
            account => account.Id,
            (bill, account) => new InvoiceRow(bill.Id, bill.Number, account.Name, bill.Amount, bill.Currency, bill.Status))
        .ToArrayAsync();

    /// <summary>One event: each connected ledger gets the invoice.</summary>
    public async Task<InvoiceRow> FinalizeAsync(string tenant, NewInvoice wanted)
    {
        var account = await database.Accounts.SingleAsync(one => one.Tenant == tenant && one.Id == wanted.Customer);
        var count = await database.Bills.CountAsync();
        var bill = new Bill
        {
            Id = $"inv_{count + 1}",
            Tenant = tenant,
            Number = $"INV-{1001 + count}",
            AccountId = account.Id,
            Currency = account.Currency,
            Amount = wanted.Amount,
        };
        var today = LocalDate.FromDateTime(clock.GetUtcNow().UtcDateTime);
        database.Add(bill);
        database.AddPublications(engine.Publisher.Compose(
            tenant,
            new Invoice
            {
                Id = bill.Id,
                Number = bill.Number,
                CustomerId = bill.AccountId,
                Currency = CurrencyCode.Parse(bill.Currency),
                IssueDate = today,
                DueDate = today.PlusDays(30),
                Status = DocumentStatus.Final,
                Lines = [new() { Id = "1", Description = "Platform", NetTotal = bill.Amount }],
            },
            HostEvent.Finalized));
        await database.SaveChangesAsync();
        return new(bill.Id, bill.Number, account.Name, bill.Amount, bill.Currency, bill.Status);
    }

    /// <summary>Makes a customer in one ledger, and links it.</summary>
    public async Task SendCustomerAsync(string tenant, string id, string connectionId)
    {
        var account = await database.Accounts.SingleAsync(one => one.Tenant == tenant && one.Id == id);
        database.AddPublications(engine.Publisher.Compose(
            tenant,
            new Customer
            {
                Id = account.Id,
                Name = account.Name,
                Currency = CurrencyCode.Parse(account.Currency),
                Contacts = [new() { Email = account.Email }],
            },
            HostEvent.Saved,
            new() { ConnectionId = connectionId }));
        await database.SaveChangesAsync();
    }
}

/// <summary>Takes the ledgers' customers in: in the transaction in which the engine stores the link.</summary>
internal sealed class TakeCustomer(BillingDatabase database) : IHostImport
{
    public async Task<IReadOnlyDictionary<string, string>> MatchAsync(
        RecordOwner owner, IReadOnlyList<Customer> customers, CancellationToken cancellationToken)
    {
        var known = await database.Accounts.Where(one => one.Tenant == owner.Tenant && one.Email != null)
            .ToDictionaryAsync(one => one.Email!, one => one.Id, cancellationToken);
        return customers.Where(one => known.ContainsKey(one.BillingEmail ?? ""))
            .ToDictionary(one => one.Id, one => known[one.BillingEmail!]);
    }

    public async Task<string> CreateAsync(ImportRequest request, CancellationToken cancellationToken)
    {
        if (await database.Accounts.FirstOrDefaultAsync(one => one.EffectId == request.EffectId, cancellationToken) is { } known)
        {
            return known.Id;
        }

        var account = new Account
        {
            Id = $"cus_{request.ConnectionId[..6]}_{request.Customer.Id}",
            Tenant = request.Owner.Tenant,
            Name = request.Customer.Name ?? request.Customer.Id,
            Email = request.Customer.BillingEmail,
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
        bill.Status = change.After switch
        {
            PaymentStatus.Paid => "paid",
            PaymentStatus.PartiallyPaid => "part paid",
            _ => "open",
        };
    }
}

internal sealed record NewInvoice(string Customer, decimal Amount);

internal sealed record InvoiceRow(string Id, string Number, string Customer, decimal Amount, string Currency, string Status);

internal sealed record CustomerRow(string Id, string Name, string? Email);

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(CustomerRow[]))]
[JsonSerializable(typeof(InvoiceRow[]))]
[JsonSerializable(typeof(InvoiceRow))]
[JsonSerializable(typeof(NewInvoice))]
internal sealed partial class AppJson : JsonSerializerContext;
