using Orch.Configuration;

namespace Orch.Tests.Configuration;

public sealed class CheckoutTests : IDisposable
{
    private readonly string root = Directory.CreateTempSubdirectory("orch-checkout-").FullName;

    [Fact]
    public void It_is_found_from_any_directory_inside()
    {
        Make("app/.git");
        var deep = Make("app/src/deep");

        Assert.Equal(Path.Combine(root, "app"), Checkout.Find(deep, isAgent: false));
        Assert.Null(Checkout.Find(Make("elsewhere"), isAgent: false));
    }

    [Theory]
    [InlineData(false, false, "linked")]
    [InlineData(true, false, "app")]
    [InlineData(false, true, "app")]
    public void A_linked_worktree_is_the_users_own_unless_Orch_made_it_or_an_agent_asks(bool isMarked, bool isAgent, string checkout)
    {
        var own = Make("app/.git/worktrees/linked");
        File.WriteAllText(Path.Combine(own, "commondir"), "../..\n");
        if (isMarked)
        {
            File.WriteAllText(Path.Combine(own, "orch-workspace"), "orch/x");
        }

        File.WriteAllText(Path.Combine(Make("linked"), ".git"), $"gitdir: {own}\n");

        Assert.Equal(Path.Combine(root, checkout), Checkout.Find(Make("linked/src"), isAgent));
    }

    [Fact]
    public void A_submodule_is_a_checkout_of_its_own()
    {
        Make("app/.git/modules/sub");
        File.WriteAllText(Path.Combine(Make("app/sub"), ".git"), "gitdir: ../.git/modules/sub\n");

        Assert.Equal(Path.Combine(root, "app", "sub"), Checkout.Find(Path.Combine(root, "app", "sub"), isAgent: true));
    }

    public void Dispose() => Directory.Delete(root, recursive: true);

    private string Make(string path) => Directory.CreateDirectory(Path.Combine(root, path)).FullName;
}
