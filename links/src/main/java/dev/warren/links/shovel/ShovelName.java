package dev.warren.links.shovel;

/// By what a shovel is known: the virtual host of its parameter and the parameter's name.
public record ShovelName(String vhost, String name) {

    /// For logs.
    @Override
    public String toString() {
        return "shovel '" + name + "' in vhost '" + vhost + "'";
    }
}
