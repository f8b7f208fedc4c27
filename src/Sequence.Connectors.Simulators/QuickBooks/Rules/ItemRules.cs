namespace Sequence.Connectors.Simulators;

internal sealed class ItemRules() : ListRules("Item")
{
    public override void Complete(DocumentWrite write)
    {
        base.Complete(write);
        var item = write.Document;
        Default(item, "Type", "Service");
        if (item.Text("Name")!.Contains(':', StringComparison.Ordinal))
        {
            throw new QuickBooksFaultException("2040", "Invalid String", "Invalid String :Name has invalid characters", element: "Name");
        }

        if (item.Text("Type") is "Service" or "NonInventory" or "Inventory" && item.Object("IncomeAccountRef") is null)
        {
            throw QuickBooksFaultException.Required("IncomeAccountRef");
        }

        write.Resolve(item, "IncomeAccountRef", "Account", "Accounts", "Name");
        Default(item, "Taxable", false);
        Default(item, "TrackQtyOnHand", false);
    }
}
