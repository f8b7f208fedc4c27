namespace Sequence.Connectors.Simulators;

internal sealed class CustomerRules() : NameRules("Customer")
{
    private const int DeepestLevel = 4;

    public override void Complete(DocumentWrite write)
    {
        base.Complete(write);
        var customer = write.Document;
        Default(customer, "Taxable", true);
        Default(customer, "Job", customer.Object("ParentRef") is not null);
        Default(customer, "BillWithParent", false);
        Default(customer, "BalanceWithJobs", JsonMembers.Money(0));
        Default(customer, "PreferredDeliveryMethod", "Print");
        customer["IsProject"] = false;
        PlaceUnderParent(write);
        write.Resolve(customer, "SalesTermRef", "Term", "Terms", "Name");
        SetTaxCode(write);
    }

    private static void PlaceUnderParent(DocumentWrite write)
    {
        var customer = write.Document;
        customer.Remove("Level");
        var parent = write.Resolve(customer, "ParentRef", "Customer", "Names", "FullyQualifiedName");
        if (parent is null)
        {
            return;
        }

        if (customer.Flag("Job") != true)
        {
            throw QuickBooksFaultException.Business("A customer with a parent must be a job: set Job to true.");
        }

        var level = (int)(parent.Number("Level") ?? 0) + 1;
        if (level > DeepestLevel)
        {
            throw QuickBooksFaultException.Business("The depth level of this sub-customer exceeds the limit of 5.");
        }

        if (write.Profile.MultiCurrency && parent.Ref("CurrencyRef") != customer.Ref("CurrencyRef"))
        {
            throw QuickBooksFaultException.Business("A sub-customer must have its parent's currency.");
        }

        customer["Level"] = level;
        customer["FullyQualifiedName"] = $"{parent.Text("FullyQualifiedName")}:{customer.Text("DisplayName")}";
    }

    /// <summary>Under automated sales tax QuickBooks sets the code itself; elsewhere it counts for taxable customers only.</summary>
    private static void SetTaxCode(DocumentWrite write)
    {
        var customer = write.Document;
        if (write.Profile.TaxModel == QuickBooksTaxModel.UnitedStatesAutomated)
        {
            customer["DefaultTaxCodeRef"] = JsonMembers.Reference("2");
        }
        else
        {
            // Kept for an exempt customer too, as in recorded answers; QuickBooks just does not use it.
            write.Resolve(customer, "DefaultTaxCodeRef", "TaxCode", "TaxCode", "Name");
        }
    }
}
