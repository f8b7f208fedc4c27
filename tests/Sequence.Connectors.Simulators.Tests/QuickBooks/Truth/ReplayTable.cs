using System.Text.Json.Nodes;

namespace Sequence.Connectors.Simulators.Tests;

/// <summary>What becomes of each recorded cassette, and where our answers knowingly differ.</summary>
internal static class ReplayTable
{
    /// <summary>Cassettes that are replayed, with what the company must hold before.</summary>
    public static readonly IReadOnlyDictionary<string, Func<ReplayCompany, Task>> Replayed =
        new Dictionary<string, Func<ReplayCompany, Task>>
        {
            ["all/alt_select"] = company => company.SeedCustomersAsync(SixCustomers(company)),
            ["all/customers"] = company => company.SeedCustomersAsync(company.Recorded("all/customers", 1)),
            ["batch/basic"] = async company =>
            {
                await company.SeedCustomersAsync(company.Recorded("all/customers", 1));
                await company.SeedInvoicesAsync(company.Recorded("batch/basic", 0));
                await company.SeedEditedInvoiceAsync("11");
            },
            ["cdc/basic"] = async company =>
            {
                await company.SeedCustomersAsync(company.Recorded("all/customers", 1));
                await company.SeedInvoicesAsync(company.Recorded("cdc/basic", 0));
            },
            ["create/customer"] = _ => Task.CompletedTask,
            ["create/invoice"] = company => company.SeedCustomersAsync(company.Recorded("get/display_name", 0)),
            ["delete/invoice"] = company => company.SeedInvoiceLikeCreatedAsync("266"),
            ["error/400"] = company => company.SeedCustomersAsync(company.Recorded("error/400", 0)),
            ["error/400_json"] = _ => Task.CompletedTask,
            ["error/401"] = company => company.ExpireAccessTokensAsync(),
            ["error/500"] = _ => Task.CompletedTask,
            ["error/validation"] = company => company.SeedCustomersAsync(company.Recorded("all/customers", 1)),
            ["get/display_name"] = company => company.SeedCustomersAsync(company.Recorded("get/display_name", 0)),
            ["get/id"] = company => company.SeedCustomersAsync(company.Recorded("get/id", 0)),
            ["get_pdf/invoice"] = company => company.SeedInvoiceLikeCreatedAsync("130"),
            ["misc/ampersand"] = company => company.SeedVendorsAsync(company.Recorded("misc/ampersand", 0)),
            ["update/customer"] = company => company.SeedCustomersAsync(company.Recorded("update/customer", 0)),
            ["void/invoice"] = company => company.SeedInvoiceLikeCreatedAsync("264"),
        };

    /// <summary>Cassettes outside the simulated paths, with the reason.</summary>
    public static readonly IReadOnlyDictionary<string, string> OutOfScope = new Dictionary<string, string>
    {
        ["all/employees_including_active"] = "Employees are no billing record.",
        ["all/sales_receipts"] = "Sales receipts are no part of invoicing; the batch cassette replays theirs as invoices.",
        ["all/vendors_by_5"] = "Which vendors a page holds depends on all vendors; paging is replayed with customers.",
        ["attachment/create_for_invoice"] = "Attachments are not simulated.",
        ["attachment/delete_attachment"] = "Attachments are not simulated.",
        ["attachment/error_estimate"] = "Attachments are not simulated.",
        ["attachment/read_attachment"] = "Attachments are not simulated.",
        ["deactivate/account"] = "The chart of accounts is read, not written.",
        ["deactivate/employee"] = "Employees are no billing record.",
        ["get/inactive_vendors"] = "Which vendors there are depends on the company; the active filter is replayed with customers.",
        ["reports/gl"] = "Reports are not simulated.",
        ["reports/profit_and_loss"] = "Reports are not simulated.",
        ["update/sales_receipt"] = "Sales receipts are no part of invoicing.",
    };

    /// <summary>Entities that the simulator has no use for, replayed as their nearest relative.</summary>
    public static readonly IReadOnlyDictionary<string, (string From, string To)[]> Substitutes = new Dictionary<string, (string, string)[]>
    {
        ["batch/basic"] = [("SalesReceipt", "Invoice")],
        ["cdc/basic"] = [("Estimate", "Invoice"), ("estimate", "invoice")],
    };

    /// <summary>Members that a recording has and our answer need not have. The last name of the place is enough.</summary>
    public static readonly IReadOnlyList<(string Cassette, string Member, string Reason)> Exceptions =
    [
        ("batch/basic", "PaymentMethodRef", "A sales receipt's member; the item is replayed with an invoice."),
        ("batch/basic", "PaymentRefNum", "A sales receipt's member; the item is replayed with an invoice."),
        ("batch/basic", "DepositToAccountRef", "A sales receipt's member; the item is replayed with an invoice."),
        ("cdc/basic", "TxnStatus", "An estimate's member; the capture is replayed with invoices."),
    ];

    /// <summary>Places, by their ends, whose values the company gives and no rule.</summary>
    public static readonly IReadOnlyList<(string Place, string Reason)> Circumstances =
    [
        (".Id", "Each company counts by itself."),
        (".CreateTime", "The recording is older."),
        (".LastUpdatedTime", "The recording is older."),
        ("time", "The recording is older."),
        ("Invoice.TxnDate", "Today where none is sent."),
        ("Invoice.DueDate", "Thirty days from today, here and there."),
        ("Invoice.DocNumber", "Each company counts by itself."),
        (".ItemRef.value", "The companies sell different things."),
        (".ItemRef.name", "The companies sell different things."),
        (".CustomField[0].Name", "The companies name their fields differently."),
        ("Customer.Balance", "What a customer owes is the company's history."),
        ("Customer[0].Balance", "What a customer owes is the company's history."),
        ("Vendor[0].Balance", "What a vendor is owed is the company's history."),
        (".BalanceWithJobs", "What a customer owes is the company's history."),
        ("QueryResponse.Customer[0].SyncToken", "The company's own customer of that name is edited to look like the recorded one."),
        ("QueryResponse.Vendor[0].SyncToken", "The company's own vendor of that name is edited to look like the recorded one."),
        ("QueryResponse.totalCount", "The company has customers of its own."),
        ("fault.error[0].detail", "It quotes the token."),
    ];

    private static IReadOnlyList<JsonObject> SixCustomers(ReplayCompany company) =>
        [.. company.Recorded("all/alt_select", 1), .. company.Recorded("all/alt_select", 2), .. company.Recorded("all/alt_select", 3)];
}
