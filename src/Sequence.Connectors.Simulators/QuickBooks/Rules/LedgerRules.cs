namespace Sequence.Connectors.Simulators;

/// <summary>
/// What people book beside sales, and callers cannot write here: journal entries, bank deposits and what was spent. Payments may settle
/// them.
/// </summary>
internal sealed class LedgerRules(string name) : SettingRules(name)
{
    public override string Counter => "Transaction";
}
