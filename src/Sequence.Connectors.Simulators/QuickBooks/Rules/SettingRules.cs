namespace Sequence.Connectors.Simulators;

/// <summary>What callers can read only: tax codes and rates, company information, preferences.</summary>
internal class SettingRules(string name) : EntityRules(name)
{
    public override bool CanCreate => false;

    public override bool CanUpdate => false;

    public override void Complete(DocumentWrite write) => throw QuickBooksFaultException.Unsupported($"{Name} write");
}
