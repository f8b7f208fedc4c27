namespace Sequence.Connectors.Simulators;

/// <summary>Files beside documents: what is known of them; their content is counted and not kept.</summary>
internal sealed class AttachableRules() : EntityRules("Attachable")
{
    public override void Complete(DocumentWrite write)
    {
        foreach (var reference in write.Document.Objects("AttachableRef").Select(each => each.Object("EntityRef")))
        {
            if (write.Store.Find(EntityKinds.Find(reference.Text("type"))?.Name ?? "", reference.Text("value")) is null)
            {
                throw QuickBooksFaultException.NotFound();
            }
        }
    }
}
