declare module "virtual:mantine-vars.css";
