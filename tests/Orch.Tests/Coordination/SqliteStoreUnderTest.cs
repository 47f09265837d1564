using Orch.Coordination;
using Orch.Tests.State;

namespace Orch.Tests.Coordination;

/// <summary>The store in the state database.</summary>
public sealed class SqliteStoreUnderTest : StoreUnderTest
{
    private readonly StateFolder folder = new();
    private readonly CoordinationStore store;

    public SqliteStoreUnderTest() => store = CoordinationStore.Open(folder.Directory, Time);

    public override IAgentRegistry Registry => store.Registry;

    public override IMailbox Mailbox => store.Mailbox;

    public override ITaskPool Tasks => store.Tasks;

    public override void Dispose()
    {
        store.Dispose();
        folder.Dispose();
    }
}
