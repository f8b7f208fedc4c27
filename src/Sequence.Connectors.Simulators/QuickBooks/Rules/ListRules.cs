namespace Sequence.Connectors.Simulators;

/// <summary>Lists whose members bear a unique name: accounts and terms.</summary>
internal class ListRules(string name, params string[] required) : EntityRules(name)
{
    public override void Complete(DocumentWrite write)
    {
        foreach (var member in required.Prepend("Name"))
        {
            _ = write.Document.Text(member) ?? throw QuickBooksFaultException.Required(member);
        }

        Default(write.Document, "Active", true);
        RefuseDuplicateName(write);
        if (Name != "Term")
        {
            write.Document["FullyQualifiedName"] = write.Document.Text("Name");
        }
    }

    private void RefuseDuplicateName(DocumentWrite write)
    {
        var name = write.Document.Text("Name");
        var same = write.Store.All(Name).FirstOrDefault(other => name!.Equals(other.Text("Name"), StringComparison.OrdinalIgnoreCase));
        if (same is not null && same.Text("Id") != write.Before.Text("Id"))
        {
            throw new QuickBooksFaultException(
                "6240", "Duplicate Name Exists Error", $"The name supplied already exists. : Id={same.Text("Id")}", element: null);
        }
    }
}
