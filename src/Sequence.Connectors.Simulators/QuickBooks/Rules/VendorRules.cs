namespace Sequence.Connectors.Simulators;

internal sealed class VendorRules() : NameRules("Vendor")
{
    public override void Complete(DocumentWrite write)
    {
        base.Complete(write);
        Default(write.Document, "Vendor1099", false);
    }
}
